package io.cameleer.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void aWordKeepsTheWhiteSpaceAfterIt() {
    assertThat(Words.split(" one  two\nthree")).containsExactly(" one  ", "two\n", "three");
    assertThat(Words.split("   ")).isEmpty();
    assertThat(Words.count("one two")).isEqualTo(2);
  }

  @Property
  void theWordsOfATextAreTheText(@ForAll String text) {
    String joined = String.join("", Words.split(text));

    assertThat(joined).isEqualTo(text.isBlank() ? "" : text);
  }
}
