package io.cameleer.camel.observation;

import io.micrometer.core.instrument.Tags;

/**
 * What tells series of calls apart. Where a value is missing, those of OpenTelemetry's conventions
 * are empty, which is Prometheus's word for a label that is not there; Cameleer's own say {@code
 * none}.
 *
 * @param operation {@code chat} or {@code embeddings}
 * @param provider the provider asked last, as configured
 * @param model the model asked last
 * @param answeringModel the model that answered, as its provider calls it
 * @param alias what the client called it, where that is a configured alias
 * @param tag what the call is for, where that tag is configured
 */
record CallLabels(
    String operation,
    String provider,
    String model,
    String answeringModel,
    String alias,
    String tag) {

  static final String OPERATION = "gen_ai.operation.name";
  static final String PROVIDER = "gen_ai.provider.name";
  static final String MODEL = "gen_ai.request.model";
  static final String ANSWERING_MODEL = "gen_ai.response.model";
  static final String ERROR = "error.type";
  static final String ALIAS = "cameleer.alias";
  static final String TAG = "cameleer.tag";

  /** The value of Cameleer's own labels where there is nothing to say. */
  static final String NONE = "none";

  /** The value of OpenTelemetry's labels where there is nothing to say. */
  static final String ABSENT = "";

  /** The same with the least that can be said: for calls beyond the bound of series. */
  CallLabels folded() {
    String other = BoundedNames.OTHER;
    return new CallLabels(operation, provider, other, other, other, other);
  }

  Tags tags() {
    return Tags.of(
        OPERATION, operation,
        PROVIDER, provider,
        MODEL, model,
        ANSWERING_MODEL, answeringModel,
        ALIAS, alias,
        TAG, tag);
  }
}
