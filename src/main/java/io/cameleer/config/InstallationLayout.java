package io.cameleer.config;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.system.ApplicationHome;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Where the parts of this installation are: in the working directory, else beside the jar, else
 * inside it. What is on disk can be changed while Cameleer runs.
 *
 * @param routes the folder of the routes, or null for those inside the jar
 * @param kamelets the folder of the kamelets, or null for those inside the jar
 * @param configuration {@code config/cameleer.yaml}, or the file {@code CAMELEER_CONFIG} names
 * @param models {@code config/models.yaml}
 */
public record InstallationLayout(
    @Nullable Path routes, @Nullable Path kamelets, Resource configuration, Resource models) {

  /** The property, and as {@code CAMELEER_CONFIG} the environment variable, of the file. */
  static final String CONFIG_KEY = "cameleer.config";

  /** The property, and as {@code CAMELEER_ROUTES} the environment variable, of the folder. */
  static final String ROUTES_KEY = "cameleer.routes";

  /** Where Camel is told which routes to load at start-up. */
  private static final String ROUTE_PATTERN_KEY = "camel.main.routes-include-pattern";

  private static final String ROUTES = "routes";
  private static final String KAMELETS = "kamelets";
  private static final String CONFIG = "config";

  /** Inside the jar routes and configuration have a folder that no other jar has. */
  private static final String IN_JAR = "cameleer/";

  private static final String CONFIGURATION_FILE = "cameleer.yaml";
  private static final String MODELS_FILE = "models.yaml";
  private static final String ROUTE_SUFFIX = ".camel.yaml";
  private static final String ROUTE_FILES = "*" + ROUTE_SUFFIX;

  /**
   * Finds the parts of the installation this program runs in.
   *
   * @throws InvalidConfigurationException where what {@code CAMELEER_CONFIG} or {@code
   *     CAMELEER_ROUTES} names is missing
   */
  public static InstallationLayout find(Environment environment) {
    Path here = Path.of("");
    Path besideJar = jarFolder();
    return find(environment, besideJar == null ? List.of(here) : List.of(here, besideJar));
  }

  /**
   * The parts inside the jar, and no configuration file, unless {@code CAMELEER_CONFIG} or {@code
   * CAMELEER_ROUTES} name others. So it is where Cameleer is a library: folders of the working
   * directory are not its own there.
   */
  public static InstallationLayout ofLibrary(Environment environment) {
    InstallationLayout found = find(environment, List.of());
    return found.configuration() instanceof FileSystemResource
        ? found
        : new InstallationLayout(
            found.routes(), found.kamelets(), new ByteArrayResource(new byte[0]), found.models());
  }

  /** The configuration that Cameleer comes with. */
  static Resource shippedConfiguration() {
    return file(List.of(), CONFIGURATION_FILE);
  }

  /**
   * Finds the parts.
   *
   * @param homes where to look, first choice first
   */
  static InstallationLayout find(Environment environment, List<Path> homes) {
    Path named =
        named(environment, CONFIG_KEY, Files::isRegularFile, "the file", "config/cameleer.yaml");
    Path routes = named(environment, ROUTES_KEY, Files::isDirectory, "the folder", "routes");
    Resource configuration =
        named == null ? file(homes, CONFIGURATION_FILE) : new FileSystemResource(named);
    Path besideNamed = named == null ? null : named.resolveSibling(MODELS_FILE);
    Resource models =
        besideNamed != null && Files.isRegularFile(besideNamed)
            ? new FileSystemResource(besideNamed)
            : file(homes, MODELS_FILE);
    return new InstallationLayout(
        routes == null ? folder(homes, ROUTES) : routes,
        folder(homes, KAMELETS),
        configuration,
        models);
  }

  /**
   * What makes Camel use these places, by property name.
   *
   * @param environment says which groups of routes there are
   */
  public Map<String, Object> camelProperties(Environment environment) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("camel.component.kamelet.location", kameletLocation());
    properties.put(ROUTE_PATTERN_KEY, routePattern(Parts.of(environment)));
    return properties;
  }

  /**
   * Finds the files of the routes as they are at each moment, in a fixed order; none where the
   * routes can't be changed, since they are inside the jar, or the operator has told Camel about
   * others.
   */
  public Supplier<List<Path>> routeFiles(Environment environment) {
    Parts parts = Parts.of(environment);
    Path folder = routes;
    if (folder == null || !camelLoadsThem(environment, parts)) {
      return List::of;
    }
    return () -> routeFiles(folder, parts);
  }

  /**
   * Asked once: a folder that comes later is not in what Camel was told. A library's ways in follow
   * behind.
   */
  private boolean camelLoadsThem(Environment environment, Parts parts) {
    String told = environment.getProperty(ROUTE_PATTERN_KEY, "");
    String pattern = routePattern(parts);
    return told.equals(pattern) || told.startsWith(pattern + ",");
  }

  private static List<Path> routeFiles(Path folder, Parts parts) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> isRouteFile(folder, file))
          .filter(file -> parts.has(folder.relativize(file).getName(0).toString()))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException unreadable) {
      return List.of();
    }
  }

  /** Kubernetes keeps what it mounts a second time in folders whose names begin with two dots. */
  private static boolean isRouteFile(Path folder, Path file) {
    boolean hidden =
        StreamSupport.stream(folder.relativize(file).spliterator(), false)
            .anyMatch(name -> name.toString().startsWith("."));
    return !hidden && file.toString().endsWith(ROUTE_SUFFIX) && Files.isRegularFile(file);
  }

  /** Where Camel finds kamelets. */
  public String kameletLocation() {
    return kamelets == null ? "classpath:" + KAMELETS : "file:" + slashed(kamelets);
  }

  private String routePattern(Parts parts) {
    if (routes == null) {
      return routesInsideJar(parts);
    }
    return parts.all()
        ? "file:" + slashed(routes) + "/**/" + ROUTE_FILES
        : routesOnDisk(routes, parts);
  }

  private static String routesOnDisk(Path routes, Parts parts) {
    try (Stream<Path> folders = Files.list(routes)) {
      return folders
          .filter(Files::isDirectory)
          .filter(folder -> parts.has(folder.getFileName().toString()))
          .sorted()
          .map(folder -> "file:" + slashed(folder) + "/**/" + ROUTE_FILES)
          .collect(Collectors.joining(","));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the routes in " + routes + " can't be read", unreadable);
    }
  }

  /** Camel can't look for {@code **} inside a jar, so every folder is named. */
  private static String routesInsideJar(Parts parts) {
    try {
      Resource[] files =
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:" + IN_JAR + ROUTES + "/**/" + ROUTE_FILES);
      return Arrays.stream(files)
          .map(InstallationLayout::folderInsideJar)
          .filter(folder -> parts.has(Path.of(folder).getName(2).toString()))
          .distinct()
          .sorted()
          .map(folder -> "classpath:" + folder + ROUTE_FILES)
          .collect(Collectors.joining(","));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the routes inside the jar can't be read", unreadable);
    }
  }

  private static String folderInsideJar(Resource file) {
    try {
      String url = file.getURL().toString();
      int start = url.lastIndexOf("/" + IN_JAR + ROUTES + "/") + 1;
      return url.substring(start, url.lastIndexOf('/') + 1);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static @Nullable Path named(
      Environment environment, String key, Predicate<Path> suitable, String kind, String instead) {
    String name = environment.getProperty(key);
    if (name == null || name.isBlank()) {
      return null;
    }
    try {
      Path path = Path.of(name.strip());
      if (suitable.test(path)) {
        return path;
      }
    } catch (InvalidPathException noPath) {
      // reported below, like a path that leads nowhere
    }
    String variable = key.toUpperCase(Locale.ROOT).replace('.', '_');
    throw InvalidConfigurationException.of(
        key,
        null,
        variable + " names " + kind + " " + name + ", which is not there.",
        "Correct the path, or unset " + variable + " to use " + instead + ".");
  }

  private static @Nullable Path folder(List<Path> homes, String name) {
    return homes.stream()
        .map(home -> home.resolve(name))
        .filter(Files::isDirectory)
        .findFirst()
        .orElse(null);
  }

  private static Resource file(List<Path> homes, String name) {
    Stream<Resource> onDisk =
        homes.stream()
            .map(home -> home.resolve(CONFIG).resolve(name))
            .filter(Files::isRegularFile)
            .map(FileSystemResource::new);
    return onDisk.findFirst().orElseGet(() -> new ClassPathResource(IN_JAR + CONFIG + "/" + name));
  }

  private static @Nullable Path jarFolder() {
    File source = new ApplicationHome(InstallationLayout.class).getSource();
    return source == null || !source.isFile()
        ? null
        : Objects.requireNonNull(source.getAbsoluteFile().getParentFile()).toPath();
  }

  private static String slashed(Path path) {
    return path.toString().replace(File.separatorChar, '/');
  }
}
