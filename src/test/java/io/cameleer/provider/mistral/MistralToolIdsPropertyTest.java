package io.cameleer.provider.mistral;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;

class MistralToolIdsPropertyTest {

  @Property
  void everyIdBecomesNineLettersAndDigits(@ForAll String id) {
    assertThat(MistralToolIds.map(id)).matches("[a-zA-Z0-9]{9}");
  }

  @Property
  void theSameIdAlwaysBecomesTheSame(@ForAll String id) {
    assertThat(MistralToolIds.map(id)).isEqualTo(MistralToolIds.map(id));
    assertThat(MistralToolIds.map(MistralToolIds.map(id))).isEqualTo(MistralToolIds.map(id));
  }

  @Property
  void anIdThatFitsStays(@ForAll @AlphaChars @NumericChars @StringLength(9) String id) {
    assertThat(MistralToolIds.map(id)).isEqualTo(id);
  }

  @Property
  void differentIdsStayDifferent(@ForAll String one, @ForAll String other) {
    Assume.that(!one.equals(other));

    assertThat(MistralToolIds.map(one)).isNotEqualTo(MistralToolIds.map(other));
  }
}
