package io.cameleer.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;

class NineCharacterIdsPropertyTest {

  @Property
  void everyIdBecomesNineLettersAndDigits(@ForAll String id) {
    assertThat(NineCharacterIds.map(id)).matches("[a-zA-Z0-9]{9}");
  }

  @Property
  void theSameIdAlwaysBecomesTheSame(@ForAll String id) {
    assertThat(NineCharacterIds.map(id)).isEqualTo(NineCharacterIds.map(id));
    assertThat(NineCharacterIds.map(NineCharacterIds.map(id))).isEqualTo(NineCharacterIds.map(id));
  }

  @Property
  void anIdThatFitsStays(@ForAll @AlphaChars @NumericChars @StringLength(9) String id) {
    assertThat(NineCharacterIds.map(id)).isEqualTo(id);
  }

  @Property
  void differentIdsStayDifferent(@ForAll String one, @ForAll String other) {
    Assume.that(!one.equals(other));

    assertThat(NineCharacterIds.map(one)).isNotEqualTo(NineCharacterIds.map(other));
  }
}
