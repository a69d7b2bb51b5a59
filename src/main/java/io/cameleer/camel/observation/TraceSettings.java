package io.cameleer.camel.observation;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * What is configured of traces: everything under {@code otel}, which is how Spring reads
 * OpenTelemetry's own variables such as {@code OTEL_EXPORTER_OTLP_ENDPOINT}, and Spring's key for
 * the endpoint.
 *
 * @param properties by OpenTelemetry's names
 */
record TraceSettings(Map<String, String> properties) {

  private static final String PREFIX = "otel";
  private static final String ENDPOINT = "otel.exporter.otlp.endpoint";
  private static final String TRACES_ENDPOINT = "otel.exporter.otlp.traces.endpoint";
  private static final String PROTOCOL = "otel.exporter.otlp.protocol";
  private static final String TRACES_PROTOCOL = "otel.exporter.otlp.traces.protocol";
  private static final String SERVICE_NAME = "otel.service.name";
  private static final String SPRINGS_ENDPOINT = "management.otlp.tracing.endpoint";
  private static final String HTTP = "http/protobuf";

  TraceSettings {
    properties = Map.copyOf(properties);
  }

  /** Reads them. */
  static TraceSettings read(Environment environment) {
    Map<String, String> properties = new HashMap<>();
    Binder.get(environment)
        .bind(PREFIX, Bindable.mapOf(String.class, String.class))
        .orElse(Map.of())
        .forEach((name, value) -> properties.put(PREFIX + '.' + name, value));
    String springs = environment.getProperty(SPRINGS_ENDPOINT);
    if (springs != null && !springs.isBlank()) {
      properties.putIfAbsent(TRACES_ENDPOINT, springs);
    }
    properties.putIfAbsent(PROTOCOL, HTTP);
    properties.putIfAbsent(
        SERVICE_NAME, environment.getProperty("spring.application.name", "cameleer"));
    return new TraceSettings(properties);
  }

  /** Whether traces are wanted: only where somebody says where to. */
  boolean on() {
    boolean disabled = "true".equalsIgnoreCase(properties.get("otel.sdk.disabled"));
    boolean none = "none".equalsIgnoreCase(properties.get("otel.traces.exporter"));
    return !disabled && !none && (isSet(ENDPOINT) || isSet(TRACES_ENDPOINT));
  }

  private boolean isSet(String name) {
    @Nullable String value = properties.get(name);
    return value != null && !value.isBlank();
  }

  /**
   * Refuses what the gateway has no sender for.
   *
   * @throws IllegalStateException names the key and the remedy
   */
  void check() {
    String key = properties.containsKey(TRACES_PROTOCOL) ? TRACES_PROTOCOL : PROTOCOL;
    String protocol = Objects.requireNonNullElse(properties.get(key), HTTP);
    if (!protocol.toLowerCase(Locale.ROOT).equals(HTTP)) {
      throw new IllegalStateException(
          "%s is '%s', but traces are sent by HTTP only. Set it to %s, and the endpoint to the"
                  .formatted(key, protocol, HTTP)
              + " collector's HTTP port, usually 4318.");
    }
  }
}
