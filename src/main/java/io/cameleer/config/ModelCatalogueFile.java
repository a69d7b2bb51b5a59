package io.cameleer.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.cameleer.catalog.ModelCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/** Reads the model catalogue from its YAML file, {@code config/models.yaml}. */
public final class ModelCatalogueFile {

  private static final ObjectMapper YAML =
      new ObjectMapper(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.ACCEPT_EMPTY_STRING_AS_NULL_OBJECT)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);

  private ModelCatalogueFile() {}

  /**
   * Reads a catalogue from a file.
   *
   * @throws InvalidConfigurationException where it is faulty: names file, line, key and remedy
   * @throws UncheckedIOException where it can't be read
   */
  public static ModelCatalogue load(Path file) {
    return load(new FileSystemResource(file));
  }

  /**
   * Reads a catalogue from a file or from inside the jar.
   *
   * @throws InvalidConfigurationException where it is faulty: names file, line, key and remedy
   * @throws UncheckedIOException where it can't be read
   */
  public static ModelCatalogue load(Resource resource) {
    String name = ResourceNames.of(resource);
    byte[] bytes = read(resource, name);
    YamlLines lines = lines(bytes, name);
    YamlProblems problems = new YamlProblems(name, lines);
    ModelCatalogueDocument document = null;
    try {
      document = lines.empty() ? null : YAML.readValue(bytes, ModelCatalogueDocument.class);
    } catch (JsonMappingException misshapen) {
      problems.report(pointer(misshapen), fault(misshapen), remedy(misshapen));
      problems.throwIfAny();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new ModelCatalogueCheck(problems).check(document);
  }

  private static YamlLines lines(byte[] bytes, String name) {
    try {
      return YamlLines.of((YAMLFactory) YAML.getFactory(), bytes);
    } catch (JsonProcessingException malformed) {
      JsonLocation location = malformed.getLocation();
      String place = location == null ? name : name + ", line " + location.getLineNr();
      throw new InvalidConfigurationException(
          List.of(
              new ConfigurationProblem(
                  "(whole file)",
                  place,
                  "it is no valid YAML: " + malformed.getOriginalMessage() + ".",
                  "Check indentation, brackets and quotes there.")));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static byte[] read(Resource resource, String name) {
    try {
      return resource.getContentAsByteArray();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the model catalogue " + name + " can't be read", unreadable);
    }
  }

  private static String fault(JsonMappingException misshapen) {
    return misshapen instanceof UnrecognizedPropertyException unknown
        ? "no key is called '" + unknown.getPropertyName() + "'."
        : "it is of the wrong kind.";
  }

  private static String remedy(JsonMappingException misshapen) {
    if (misshapen instanceof UnrecognizedPropertyException unknown
        && unknown.getKnownPropertyIds() != null) {
      return unknown.getKnownPropertyIds().stream()
          .map(String::valueOf)
          .sorted()
          .collect(Collectors.joining(", ", "Use one of ", ", or remove it."));
    }
    return "See the top of the shipped config/models.yaml for its form.";
  }

  private static JsonPointer pointer(JsonMappingException misshapen) {
    JsonPointer pointer = JsonPointer.empty();
    for (JsonMappingException.Reference step : misshapen.getPath()) {
      pointer =
          step.getFieldName() == null
              ? pointer.appendIndex(step.getIndex())
              : pointer.appendProperty(step.getFieldName());
    }
    return pointer;
  }
}
