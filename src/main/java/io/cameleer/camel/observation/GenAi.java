package io.cameleer.camel.observation;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/**
 * The attributes of spans: those of OpenTelemetry's semantic conventions for generative AI, and the
 * gateway's own.
 */
final class GenAi {

  static final AttributeKey<String> OPERATION = stringKey(CallLabels.OPERATION);
  static final AttributeKey<String> PROVIDER = stringKey(CallLabels.PROVIDER);
  static final AttributeKey<String> REQUEST_MODEL = stringKey(CallLabels.MODEL);
  static final AttributeKey<String> RESPONSE_MODEL = stringKey(CallLabels.ANSWERING_MODEL);
  static final AttributeKey<Boolean> STREAM = booleanKey("gen_ai.request.stream");
  static final AttributeKey<Double> FIRST_CHUNK = doubleKey("gen_ai.response.time_to_first_chunk");
  static final AttributeKey<Long> INPUT_TOKENS = longKey("gen_ai.usage.input_tokens");
  static final AttributeKey<Long> OUTPUT_TOKENS = longKey("gen_ai.usage.output_tokens");
  static final AttributeKey<Long> CACHED_TOKENS = longKey("gen_ai.usage.cache_read.input_tokens");
  static final AttributeKey<Long> REASONING_TOKENS =
      longKey("gen_ai.usage.reasoning.output_tokens");
  static final AttributeKey<String> ERROR = stringKey(CallLabels.ERROR);
  static final AttributeKey<String> SERVER_ADDRESS = stringKey("server.address");
  static final AttributeKey<Long> SERVER_PORT = longKey("server.port");

  static final AttributeKey<String> REQUEST_ID = stringKey("cameleer.request_id");
  static final AttributeKey<String> CALLER = stringKey("cameleer.caller");
  static final AttributeKey<String> ALIAS = stringKey(CallLabels.ALIAS);
  static final AttributeKey<String> TAG = stringKey(CallLabels.TAG);
  static final AttributeKey<String> ATTEMPTS = stringKey("cameleer.attempts");
  static final AttributeKey<String> OUTCOME = stringKey("cameleer.outcome");
  static final AttributeKey<Double> COST = doubleKey("cameleer.cost_usd");
  static final AttributeKey<Double> OVERHEAD = doubleKey("cameleer.overhead_ms");

  private GenAi() {}
}
