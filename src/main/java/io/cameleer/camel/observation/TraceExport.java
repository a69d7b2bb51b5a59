package io.cameleer.camel.observation;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.Map;

/** Sets OpenTelemetry up; its classes are loaded only where traces are wanted. */
final class TraceExport {

  /** Metrics are scraped and log lines are written: neither is sent. */
  private static final Map<String, String> TRACES_ONLY =
      Map.of("otel.metrics.exporter", "none", "otel.logs.exporter", "none");

  private TraceExport() {}

  /** An SDK that sends traces as these settings say; to be closed. */
  static OpenTelemetrySdk start(TraceSettings settings) {
    settings.check();
    return AutoConfiguredOpenTelemetrySdk.builder()
        .disableShutdownHook()
        .addPropertiesSupplier(settings::properties)
        .addPropertiesCustomizer(configured -> TRACES_ONLY)
        .build()
        .getOpenTelemetrySdk();
  }
}
