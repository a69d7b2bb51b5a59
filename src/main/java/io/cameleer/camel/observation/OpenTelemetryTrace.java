package io.cameleer.camel.observation;

import io.cameleer.attempt.Attempt;
import io.cameleer.attempt.Call;
import io.cameleer.attempt.CallTrace;
import io.cameleer.attempt.ChatCall;
import io.cameleer.attempt.OngoingAttempt;
import io.cameleer.attempt.Outcome;
import io.cameleer.attempt.Provenance;
import io.cameleer.attempt.TraceContext;
import io.cameleer.catalog.Candidate;
import io.cameleer.chat.Failure;
import io.cameleer.chat.Usage;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.math.BigDecimal;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A call's span, and those of its attempts. */
final class OpenTelemetryTrace implements CallTrace {

  private final Tracer tracer;
  private final Span span;
  private final Context context;
  private final Labelling labelling;
  private final Set<String> told;
  private final ConcurrentMap<OngoingAttempt, Span> attempts = new ConcurrentHashMap<>(4);

  /**
   * Goes on from the call's span.
   *
   * @param context holds that span
   * @param told the providers that get to know the trace
   */
  OpenTelemetryTrace(
      Tracer tracer, Span span, Context context, Labelling labelling, Set<String> told) {
    this.tracer = tracer;
    this.span = span;
    this.context = context;
    this.labelling = labelling;
    this.told = told;
  }

  @Override
  public void begun(OngoingAttempt attempt) {
    Candidate candidate = attempt.candidate();
    String operation = Labelling.operation(attempt.call());
    URI address = candidate.provider().baseUrl();
    Span begun =
        tracer
            .spanBuilder(operation + " " + candidate.model().id())
            .setParent(context)
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute(GenAi.OPERATION, operation)
            .setAttribute(GenAi.PROVIDER, candidate.provider().name())
            .setAttribute(GenAi.REQUEST_MODEL, candidate.model().id())
            .setAttribute(GenAi.STREAM, attempt.call().streamed())
            .startSpan();
    if (address.getHost() != null) {
      begun.setAttribute(GenAi.SERVER_ADDRESS, address.getHost());
      begun.setAttribute(GenAi.SERVER_PORT, (long) port(address));
    }
    attempts.put(attempt, begun);
  }

  private static int port(URI address) {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return "https".equals(address.getScheme()) ? 443 : 80;
  }

  @Override
  public void ended(OngoingAttempt attempt, Attempt result) {
    Span ended = attempts.remove(attempt);
    if (ended == null) {
      return;
    }
    Outcome outcome = result.outcome();
    ended.setAttribute(GenAi.OUTCOME, AttemptMetrics.word(outcome));
    if (outcome instanceof Outcome.Succeeded) {
      setIfPresent(ended, attempt.answeringModel());
      setUsage(ended, attempt.usage());
    } else {
      ended.setAttribute(GenAi.ERROR, outcome.label());
      if (outcome.reason() != null) {
        ended.setStatus(StatusCode.ERROR);
      }
    }
    ended.end();
  }

  @Override
  public void settled(Call call, Provenance provenance) {
    span.setAttribute(GenAi.REQUEST_ID, provenance.requestId());
    span.setAttribute(GenAi.STREAM, call.streamed());
    span.setAttribute(GenAi.ALIAS, labelling.alias(call.requestedModel()));
    span.setAttribute(GenAi.TAG, labelling.tag(call));
    span.setAttribute(GenAi.ATTEMPTS, provenance.attempts());
    span.setAttribute(GenAi.OVERHEAD, provenance.overheadNanos() / 1e6);
    String caller = call.caller().surroundings().caller();
    if (caller != null) {
      span.setAttribute(GenAi.CALLER, caller);
    }
    setAnswer(call, provenance);
    setFailure(call);
    call.attempts().forEach(this::addPassedOver);
    span.end();
  }

  private void setAnswer(Call call, Provenance provenance) {
    String provider = provenance.provider();
    String model = provenance.model();
    if (provider != null && model != null) {
      span.setAttribute(GenAi.PROVIDER, provider);
      span.setAttribute(GenAi.REQUEST_MODEL, model);
    }
    setIfPresent(span, call.answeringModel());
    setUsage(span, call.usage());
    BigDecimal cost = provenance.costUsd();
    if (cost != null) {
      span.setAttribute(GenAi.COST, cost.doubleValue());
    }
    if (call instanceof ChatCall chat && chat.firstContentNanos() > 0) {
      span.setAttribute(GenAi.FIRST_CHUNK, chat.firstContentNanos() / 1e9);
    }
  }

  private void setFailure(Call call) {
    Failure failure = call.failure();
    if (call.abandoned()) {
      span.setAttribute(GenAi.ERROR, CallSeries.ABANDONED);
    } else if (failure != null) {
      span.setAttribute(GenAi.ERROR, Integer.toString(failure.status()));
      // What was wrong with a request is the client's business: a server's span says so only of
      // its own errors.
      if (failure.status() >= 500) {
        span.setStatus(StatusCode.ERROR);
      }
    }
  }

  /** Nobody was asked, so there is no span to it, but that it was so matters. */
  private void addPassedOver(Attempt attempt) {
    if (attempt.outcome() instanceof Outcome.PassedOver) {
      long ago = System.nanoTime() - attempt.startedAt();
      span.addEvent(
          "passed over",
          Attributes.of(
              GenAi.PROVIDER, attempt.candidate().provider().name(),
              GenAi.REQUEST_MODEL, attempt.candidate().model().id(),
              GenAi.ERROR, attempt.outcome().label()),
          TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - ago,
          TimeUnit.NANOSECONDS);
    }
  }

  private static void setIfPresent(Span of, @Nullable String answeringModel) {
    if (answeringModel != null) {
      of.setAttribute(GenAi.RESPONSE_MODEL, answeringModel);
    }
  }

  private static void setUsage(Span of, @Nullable Usage usage) {
    if (usage != null) {
      of.setAttribute(GenAi.INPUT_TOKENS, usage.promptTokens());
      of.setAttribute(GenAi.OUTPUT_TOKENS, usage.completionTokens());
      setIfKnown(of, usage);
    }
  }

  private static void setIfKnown(Span of, Usage usage) {
    if (usage.cachedTokens() != null) {
      of.setAttribute(GenAi.CACHED_TOKENS, usage.cachedTokens());
    }
    if (usage.reasoningTokens() != null) {
      of.setAttribute(GenAi.REASONING_TOKENS, usage.reasoningTokens());
    }
  }

  @Override
  public Map<String, String> headersFor(OngoingAttempt attempt) {
    Span current = attempts.get(attempt);
    if (current == null || !told.contains(attempt.candidate().provider().name())) {
      return Map.of();
    }
    Map<String, String> headers = new HashMap<>(4);
    W3CTraceContextPropagator.getInstance()
        .inject(context.with(current), headers, OpenTelemetryTrace::put);
    return headers;
  }

  private static void put(@Nullable Map<String, String> headers, String name, String value) {
    if (headers != null) {
      headers.put(name, value);
    }
  }

  @Override
  public TraceContext context() {
    SpanContext here = span.getSpanContext();
    Map<String, String> headers = new HashMap<>(4);
    W3CTraceContextPropagator.getInstance().inject(context, headers, OpenTelemetryTrace::put);
    return new TraceContext(
        here.getTraceId(),
        here.getSpanId(),
        here.isSampled(),
        headers.get(TraceContext.STATE_HEADER));
  }
}
