package io.cameleer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.mock.env.MockEnvironment;

class InstallationLayoutTest {

  private final MockEnvironment environment = new MockEnvironment();
  @TempDir private Path here;
  @TempDir private Path besideJar;

  @Test
  void theWorkingDirectoryComesFirst() throws IOException {
    for (Path home : List.of(here, besideJar)) {
      folder(home, "routes");
      folder(home, "kamelets");
      file(home, "config/cameleer.yaml");
      file(home, "config/models.yaml");
    }

    assertThat(layout())
        .isEqualTo(
            new InstallationLayout(
                here.resolve("routes"),
                here.resolve("kamelets"),
                new FileSystemResource(here.resolve("config/cameleer.yaml")),
                new FileSystemResource(here.resolve("config/models.yaml"))));
  }

  @Test
  void whatTheWorkingDirectoryLacksIsTakenFromBesideTheJarThenFromInsideIt() throws IOException {
    folder(besideJar, "routes");
    file(here, "config/cameleer.yaml");
    file(here, "kamelets");

    assertThat(layout())
        .isEqualTo(
            new InstallationLayout(
                besideJar.resolve("routes"),
                null,
                new FileSystemResource(here.resolve("config/cameleer.yaml")),
                new ClassPathResource("cameleer/config/models.yaml")));
  }

  @Test
  void aNamedFileIsTakenAndTheModelsBesideIt() throws IOException {
    file(here, "config/cameleer.yaml");
    file(here, "config/models.yaml");
    Path named = file(besideJar, "my.yaml");
    environment.setProperty("cameleer.config", named.toString());

    assertThat(layout().configuration()).isEqualTo(new FileSystemResource(named));
    assertThat(layout().models())
        .isEqualTo(new FileSystemResource(here.resolve("config/models.yaml")));

    Path models = file(besideJar, "models.yaml");

    assertThat(layout().models()).isEqualTo(new FileSystemResource(models));
  }

  @Test
  void aNamedFileThatIsNotThereIsAnError() {
    environment.setProperty("cameleer.config", here.resolve("gone.yaml").toString());

    assertThatThrownBy(this::layout)
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("CAMELEER_CONFIG names the file " + here.resolve("gone.yaml"));
  }

  @Test
  void aNamedFolderOfRoutesIsTaken() throws IOException {
    folder(here, "routes");
    Path named = folder(besideJar, "mine");
    environment.setProperty("cameleer.routes", named.toString());

    assertThat(layout().routes()).isEqualTo(named);
  }

  @Test
  void aNamedFolderThatIsNotThereIsRefused() {
    environment.setProperty("cameleer.routes", here.resolve("gone").toString());

    assertThatThrownBy(this::layout)
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("CAMELEER_ROUTES names the folder " + here.resolve("gone"));
  }

  @Test
  void camelLoadsTheRoutesOnDisk() throws IOException {
    Path routes = folder(here, "routes");
    Path kamelets = folder(here, "kamelets");

    assertThat(layout().camelProperties(environment))
        .containsOnly(
            entry("camel.component.kamelet.location", "file:" + slashed(kamelets)),
            entry(
                "camel.main.routes-include-pattern",
                "file:" + slashed(routes) + "/**/*.camel.yaml"));
  }

  @Test
  void routeFilesAreFoundButNotTheSecondCopiesThatKubernetesKeeps() throws IOException {
    Path edge = file(here, "routes/edge/b.camel.yaml");
    Path core = file(here, "routes/core/a.camel.yaml");
    file(here, "routes/core/notes.txt");
    file(here, "routes/core/..2026_11_21/a.camel.yaml");
    tellCamel("");

    assertThat(layout().routeFiles(environment).get()).containsExactly(core, edge);
  }

  @Test
  void routeFilesThatComeLaterAreFoundInNewFoldersToo() throws IOException {
    environment.setProperty("cameleer.edge.enabled", "false");
    Path core = file(here, "routes/core/a.camel.yaml");
    tellCamel("");
    Supplier<List<Path>> files = layout().routeFiles(environment);

    Path own = file(here, "routes/own/b.camel.yaml");

    assertThat(files.get()).containsExactly(core, own);
  }

  @Test
  void routeFilesAreFoundWhereCamelIsToldAboutMore() throws IOException {
    Path core = file(here, "routes/core/a.camel.yaml");
    tellCamel(",classpath:cameleer/host/*.camel.yaml");

    assertThat(layout().routeFiles(environment).get()).containsExactly(core);
  }

  @Test
  void whoeverTellsCamelAboutOtherRoutesHasNoneThatCanBeChanged() throws IOException {
    file(here, "routes/edge/b.camel.yaml");
    environment.setProperty("camel.main.routes-include-pattern", "classpath:other/*.camel.yaml");

    assertThat(layout().routeFiles(environment).get()).isEmpty();
  }

  @Test
  void routesInsideTheJarAreNamedFolderByFolder() {
    InstallationLayout inJar =
        new InstallationLayout(
            null,
            null,
            new ClassPathResource("cameleer/config/cameleer.yaml"),
            new ClassPathResource("cameleer/config/models.yaml"));

    assertThat(inJar.camelProperties(environment))
        .containsEntry("camel.component.kamelet.location", "classpath:kamelets")
        .containsKey("camel.main.routes-include-pattern");
    assertThat(
            inJar.camelProperties(environment).get("camel.main.routes-include-pattern").toString())
        .doesNotContain("**");
  }

  @Test
  void everyFolderOfRoutesIsNamedOnce() throws IOException {
    file(here, "cameleer/routes/edge/a.camel.yaml");
    file(here, "cameleer/routes/edge/b.camel.yaml");
    file(here, "cameleer/routes/core/c.camel.yaml");
    file(here, "cameleer/routes/core/notes.txt");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (var loader = new URLClassLoader(new URL[] {here.toUri().toURL()}, null)) {
      thread.setContextClassLoader(loader);

      assertThat(layoutInJar().camelProperties(environment))
          .containsEntry(
              "camel.main.routes-include-pattern",
              "classpath:cameleer/routes/core/*.camel.yaml,classpath:cameleer/routes/edge/*.camel.yaml");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** About the layout's routes, and about more. */
  private void tellCamel(String more) {
    String pattern = "camel.main.routes-include-pattern";
    Object routes = layout().camelProperties(environment).get(pattern);
    environment.setProperty(pattern, routes + more);
  }

  private InstallationLayout layout() {
    return InstallationLayout.find(environment, List.of(here, besideJar));
  }

  private static InstallationLayout layoutInJar() {
    return InstallationLayout.find(new MockEnvironment(), List.of());
  }

  private static Path folder(Path home, String name) throws IOException {
    return Files.createDirectories(home.resolve(name));
  }

  private static Path file(Path home, String name) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "");
  }

  private static String slashed(Path path) {
    return path.toString().replace('\\', '/');
  }
}
