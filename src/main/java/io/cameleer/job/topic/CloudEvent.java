package io.cameleer.job.topic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.json.Json;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as a CloudEvent, version 1.0, after its Kafka protocol binding.
 *
 * @param structured whether the attributes stand in the value rather than in headers
 * @param attributes its attributes by name
 * @param data what it is about
 */
public record CloudEvent(boolean structured, Map<String, String> attributes, JsonNode data) {

  static final String HEADER_PREFIX = "ce_";
  static final String STRUCTURED = "application/cloudevents+json";
  static final String VERSION = "1.0";

  private static final String ANY = "application/cloudevents";
  private static final String SPECVERSION = "specversion";

  public CloudEvent {
    attributes = Map.copyOf(attributes);
  }

  /**
   * Reads a record.
   *
   * @param value its value
   * @return the event, or null where the record is none
   * @throws JsonProcessingException where value or data are no JSON
   */
  static @Nullable CloudEvent read(JobRecord record, byte[] value) throws JsonProcessingException {
    String contentType = record.header(JobHeaders.CONTENT_TYPE);
    String type = contentType == null ? "" : contentType.strip().toLowerCase(Locale.ROOT);
    if (type.equals(STRUCTURED) || type.startsWith(STRUCTURED + ";")) {
      return structured(Json.read(value));
    }
    if (type.startsWith(ANY)) {
      throw InvalidJob.header(
          JobHeaders.CONTENT_TYPE, "names a form of CloudEvents other than " + STRUCTURED);
    }
    return record.header(HEADER_PREFIX + SPECVERSION) == null ? null : binary(record, value);
  }

  private static CloudEvent binary(JobRecord record, byte[] value) throws JsonProcessingException {
    Map<String, String> attributes = new HashMap<>();
    for (RecordHeader header : record.headers()) {
      String text = header.text();
      if (header.name().startsWith(HEADER_PREFIX) && text != null) {
        attributes.put(header.name().substring(HEADER_PREFIX.length()), text);
      }
    }
    return new CloudEvent(false, attributes, Json.read(value)).checked();
  }

  private static CloudEvent structured(JsonNode event) throws JsonProcessingException {
    Map<String, String> attributes = new HashMap<>();
    event
        .properties()
        .forEach(field -> {
          if (field.getValue().isValueNode() && !field.getValue().isNull()) {
            attributes.put(field.getKey(), field.getValue().asText());
          }
        });
    String base64 = attributes.remove("data_base64");
    JsonNode data = event.path("data");
    if (base64 != null) {
      data = Json.read(decoded(base64));
    }
    return new CloudEvent(true, attributes, data).checked();
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException malformed) {
      throw InvalidJob.of("invalid_value", "data_base64", "'data_base64' is not valid base64.");
    }
  }

  private CloudEvent checked() {
    if (!VERSION.equals(attributes.get(SPECVERSION))) {
      throw InvalidJob.of(
          "invalid_value", SPECVERSION, "The version of CloudEvents must be " + VERSION + ".");
    }
    id();
    source();
    return this;
  }

  /** Names it among the events of its source. */
  String id() {
    return required("id");
  }

  /** Where it comes from. */
  String source() {
    return required("source");
  }

  private String required(String name) {
    String value = attributes.get(name);
    if (value == null || value.isEmpty()) {
      throw InvalidJob.of(
          "missing_required_parameter", name, "A CloudEvent needs the attribute '" + name + "'.");
    }
    return value;
  }
}
