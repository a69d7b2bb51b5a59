package io.cameleer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cameleer.catalog.ModelCatalogue;
import io.cameleer.catalog.Trait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ByteArrayResource;

class ModelCatalogueFileTest {

  @TempDir private Path folder;

  @Test
  void readsOwnersTraitsAndModels() throws IOException {
    ModelCatalogue catalogue =
        load(
            """
            owners: [{dialect: openai, match: '^gpt-'}]
            traits:
              - {dialect: openai, add: [tools, vision]}
              - {match: mini, remove: [all], add: [sampling]}
            models:
              - id: gpt-9
                dialect: openai
                context-window: 100
                max-output: 10
                price: {input: 0.1, output: 0.20, tiers: [{above: 5, input: 1, output: 2}]}
                aliases: [gpt-9-latest]
            """);

    assertThat(catalogue.dialectOf("gpt-10")).hasValue("openai");
    assertThat(catalogue.model("openai", "gpt-9").traits())
        .containsExactlyInAnyOrder(Trait.TOOLS, Trait.VISION);
    assertThat(catalogue.model("openai", "gpt-9-mini").traits()).containsExactly(Trait.SAMPLING);
    assertThat(catalogue.model("openai", "gpt-9-latest").price()).isNotNull();
    assertThat(catalogue.model("openai", "gpt-9-latest").price().tiers()).hasSize(1);
    assertThat(catalogue.model("openai", "gpt-9").price().input()).isEqualByComparingTo("0.1");
  }

  @Test
  void readsTheCopyInsideTheJar() {
    assertThat(
            ModelCatalogueFile.load(
                    new ByteArrayResource("models: [{id: a, dialect: b}]".getBytes()))
                .listed("b"))
        .containsExactly("a");
  }

  @Test
  void namesEveryMistakeWithLineKeyAndRemedy() throws IOException {
    assertThat(
            problems(
                """
                owners:
                  - {dialect: openai}
                  - {dialect: openai, match: '(gpt'}
                traits:
                  - dialect: openai
                    match: '[a'
                    add: [tools,
                          seeing]
                  - remove: [all, nothing]
                  -
                models:
                  - id: a
                    dialect: openai
                    context-window: 0
                    max-output: -1
                    price: {input: -1, output: 1}
                  - dialect: openai
                  - {id: b, dialect: openai, price: {input: 1}}
                  - {id: c, dialect: openai, aliases: [A, ""]}
                  - id: d
                    dialect: openai
                    price:
                      input: 1
                      output: 1
                      tiers:
                        - {above: 9, input: 1, output: 1}
                        - {above: 9, input: 1, output: 1}
                        - {input: 1, output: 1}
                        - {above: 10, output: -2}
                """))
        .isEqualToNormalizingNewlines(
            """
            2: owners[0].match: it is missing. Write match.
            3: owners[1].match: '(gpt' is no regular expression: Unclosed group. Use Java's syntax and write it between single quotes.
            6: traits[0].match: '[a' is no regular expression: Unclosed character class. Use Java's syntax and write it between single quotes.
            8: traits[0].add[1]: no trait is called 'seeing'. Known: TRAITS.
            9: traits[1].remove[1]: no trait is called 'nothing'. Known: TRAITS.
            10: traits[2]: the entry is empty. Fill it in or remove it.
            14: models[0].context-window: 0 is no number of tokens. Write 1 or more, or leave it out.
            15: models[0].max-output: -1 is no number of tokens. Write 1 or more, or leave it out.
            16: models[0].price.input: -1 is negative. Write US dollars per million tokens, 0 or more.
            17: models[1].id: it is missing. Write id.
            18: models[2].price: a price has input and output. Write both (embeddings: `output: 0`), or leave out a price that is not known.
            19: models[3].aliases: an alias is empty. Write an id of the model, or remove the entry.
            19: models[3].aliases[0]: model 'A' of dialect openai is there already, at line 12. Remove one of the two.
            27: models[4].price.tiers[1].above: a tier says above how many prompt tokens it holds. Write `above`, 0 or more, and larger than in the tier before.
            28: models[4].price.tiers[2].above: a tier says above how many prompt tokens it holds. Write `above`, 0 or more, and larger than in the tier before.
            29: models[4].price.tiers[3].output: -2 is negative. Write US dollars per million tokens, 0 or more.
            29: models[4].price.tiers[3]: a price has input and output. Write both (embeddings: `output: 0`), or leave out a price that is not known.
            """);
  }

  @Test
  void namesAnUnknownKeyAndTheKnownOnes() throws IOException {
    assertThat(problems("models:\n  - id: a\n    dialect: b\n    window: 7\n"))
        .isEqualTo(
            "4: models[0].window: no key is called 'window'. Use one of aliases, context-window,"
                + " dialect, id, max-output, price, successor, or remove it.\n");
  }

  @Test
  void readsTheSuccessorOfARetiredModel() throws IOException {
    ModelCatalogue catalogue =
        load(
            """
            models:
              - {id: gpt-8, dialect: openai, successor: GPT-9-latest}
              - {id: gpt-9, dialect: openai, aliases: [gpt-9-latest]}
            """);

    assertThat(catalogue.successor("openai", "gpt-8")).isEqualTo("gpt-9");
    assertThat(catalogue.successor("openai", "gpt-9")).isNull();
  }

  @Test
  void aSuccessorIsListedForTheSameDialectAndNotRetiredInFavourOfItsPredecessor()
      throws IOException {
    assertThat(
            problems(
                """
                models:
                  - {id: a, dialect: openai, successor: b}
                  - {id: b, dialect: openai, successor: c}
                  - {id: c, dialect: openai, successor: A}
                  - {id: d, dialect: openai, successor: a}
                  - {id: e, dialect: openai, successor: e}
                  - {id: f, dialect: openai, aliases: [g], successor: g}
                  - {id: h, dialect: openai, successor: i}
                  - {id: i, dialect: gemini}
                  - {id: j, dialect: gemini, successor: ""}
                """))
        .isEqualToNormalizingNewlines(
            """
            2: models[0].successor: the successors of 'a' lead back to it. Write a model that is not retired.
            3: models[1].successor: the successors of 'b' lead back to it. Write a model that is not retired.
            4: models[2].successor: the successors of 'c' lead back to it. Write a model that is not retired.
            6: models[4].successor: the successors of 'e' lead back to it. Write a model that is not retired.
            7: models[5].successor: the successors of 'f' lead back to it. Write a model that is not retired.
            8: models[6].successor: no model of dialect openai is called 'i'. Write the id of a model that is listed for the same dialect.
            10: models[8].successor: no model of dialect gemini is called ''. Write the id of a model that is listed for the same dialect.
            """);
  }

  @Test
  void namesTheLineOfAWrongType() throws IOException {
    assertThat(problems("models:\n  - id: a\n    dialect: b\n    price: {input: cheap}\n"))
        .startsWith("4: models[0].price.input: ");
    assertThat(problems("models:\n  - id: a\n    dialect: b\n    context-window: 1.5\n"))
        .startsWith("4: models[0].context-window: ");
  }

  @Test
  void namesTheLineOfAKeyThatIsThereTwice() throws IOException {
    assertThat(problems("models:\n  - id: a\n    id: b\n")).startsWith("3: ").contains("'id'");
  }

  @Test
  void namesTheLineOfWhatIsNoYaml() throws IOException {
    assertThat(problems("models:\n  - id: [a\n")).startsWith("2: (whole file): it is no");
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    assertThat(problems("")).startsWith("1: (whole file): ");
    assertThat(problems("# nothing\n")).startsWith("1: (whole file): ");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> ModelCatalogueFile.load(folder.resolve("none.yaml")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none.yaml");
  }

  private ModelCatalogue load(String yaml) throws IOException {
    return ModelCatalogueFile.load(Files.writeString(folder.resolve("models.yaml"), yaml));
  }

  /** Each problem as {@code line: key: fault remedy}. */
  private String problems(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("models.yaml"), yaml);
    InvalidConfigurationException refusal =
        catchThrowableOfType(
            InvalidConfigurationException.class, () -> ModelCatalogueFile.load(file));
    StringBuilder text = new StringBuilder();
    for (ConfigurationProblem problem : refusal.problems()) {
      String known = problem.remedy().startsWith("Known: vision, ") ? "Known: TRAITS." : null;
      assertThat(problem.place()).startsWith(file + ", line ");
      text.append(problem.place().substring((file + ", line ").length()))
          .append(": %s: %s ".formatted(problem.key(), problem.fault()))
          .append(known == null ? problem.remedy() : known)
          .append('\n');
    }
    return text.toString();
  }
}
