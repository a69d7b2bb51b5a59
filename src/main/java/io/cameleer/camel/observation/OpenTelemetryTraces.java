package io.cameleer.camel.observation;

import io.cameleer.attempt.Call;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Traces by OpenTelemetry: one span per call, part of the caller's trace where it says one, and one
 * below it for each attempt. What was asked and answered is in none of them.
 */
final class OpenTelemetryTraces implements CallTraces, AutoCloseable {

  private static final String SCOPE = "io.cameleer";
  private static final long LONGEST_FLUSH_SECONDS = 5;
  private static final TextMapGetter<Surroundings> HEADERS =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Surroundings surroundings) {
          return List.of();
        }

        @Override
        public @Nullable String get(@Nullable Surroundings surroundings, String name) {
          return surroundings == null ? null : surroundings.header(name);
        }
      };

  private final OpenTelemetrySdk sdk;
  private final Tracer tracer;
  private final Labelling labelling;
  private final Supplier<Set<String>> told;

  /**
   * Traces by this.
   *
   * @param sdk closed together with this
   * @param told the providers that get to know the trace
   */
  OpenTelemetryTraces(OpenTelemetrySdk sdk, Labelling labelling, Supplier<Set<String>> told) {
    this.sdk = sdk;
    this.tracer = sdk.getTracer(SCOPE);
    this.labelling = labelling;
    this.told = told;
  }

  @Override
  public void follow(Call call, Surroundings surroundings) {
    Context parent =
        W3CTraceContextPropagator.getInstance().extract(Context.root(), surroundings, HEADERS);
    String alias = labelling.alias(call.requestedModel());
    String operation = Labelling.operation(call);
    Span span =
        tracer
            .spanBuilder(alias.equals(CallLabels.NONE) ? operation : operation + " " + alias)
            .setParent(parent)
            .setSpanKind(SpanKind.SERVER)
            .setStartTimestamp(Instant.now().minusNanos(call.elapsedNanos()))
            .setAttribute(GenAi.OPERATION, operation)
            .startSpan();
    call.traced(new OpenTelemetryTrace(tracer, span, parent.with(span), labelling, told.get()));
  }

  /** Sends what has not been sent yet, as far as that is quick. */
  @Override
  public void close() {
    sdk.shutdown().join(LONGEST_FLUSH_SECONDS, TimeUnit.SECONDS);
  }
}
