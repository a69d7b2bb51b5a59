package io.cameleer.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.chat.Tool;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionNamesTest {

  @ParameterizedTest
  @ValueSource(strings = {"get_weather", "_x", "a.b:c-d", "A1"})
  void aNameThatGeminiTakesStaysAsItIs(String name) {
    assertThat(FunctionNames.onTheWire(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2day", "-x", "a b", "größe", "", "🐪"})
  void anyOtherNameIsChangedAndChangedBack(String name) {
    String onTheWire = FunctionNames.onTheWire(name);

    assertThat(onTheWire).isNotEqualTo(name);
    assertThat(names(name).original(onTheWire)).isEqualTo(name);
  }

  @Test
  void namesThatDifferOnlyInWhatGeminiRefusesStayApart() {
    assertThat(FunctionNames.onTheWire("a b")).isNotEqualTo(FunctionNames.onTheWire("a/b"));
  }

  @Test
  void aNameThatNoToolHasStaysAsItIs() {
    assertThat(names("a b").original("made_up")).isEqualTo("made_up");
  }

  @Test
  void onlyCustomToolsAreCustom() {
    FunctionNames names =
        new FunctionNames(
            List.of(
                new Tool.Custom("run sql", null, null, Map.of()),
                Exchanges.function("sum", "{}"),
                new Tool.Other("web_search", Map.of())));

    assertThat(names.isCustom("run sql")).isTrue();
    assertThat(names.isCustom("sum")).isFalse();
    assertThat(names.isCustom("web_search")).isFalse();
  }

  @Property
  void whateverTheNameGeminiGetsOneItTakes(@ForAll @StringLength(max = 200) String name) {
    assertThat(FunctionNames.onTheWire(name)).matches("[A-Za-z_][A-Za-z0-9_.:-]{0,63}");
    assertThat(names(name).original(FunctionNames.onTheWire(name))).isEqualTo(name);
  }

  private static FunctionNames names(String name) {
    return new FunctionNames(List.of(Exchanges.function(name, "{}")));
  }
}
