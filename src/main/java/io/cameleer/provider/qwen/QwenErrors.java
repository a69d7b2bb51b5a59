package io.cameleer.provider.qwen;

import io.cameleer.chat.Failure;
import io.cameleer.provider.Failures;
import io.cameleer.provider.compatible.CommonErrors;
import io.cameleer.provider.compatible.ErrorDetails;
import org.jspecify.annotations.Nullable;

/**
 * Errors that mean something particular at DashScope, by its own codes or those of its compatible
 * mode.
 */
final class QwenErrors {

  private QwenErrors() {}

  /** What the error is, or null where it means what it means everywhere. */
  static @Nullable Failure match(ErrorDetails error) {
    String message = CommonErrors.message(error);
    if (error.hasCode("DataInspectionFailed", "data_inspection_failed")
        || error.mentions("inappropriate content")) {
      return Failures.contentFilter(message);
    }
    if (error.hasCode("Arrearage")) {
      return Failures.quota(message);
    }
    if (error.hasCode("InvalidApiKey", "invalid_api_key") || error.hasCodePrefix("AccessDenied")) {
      return Failures.authentication();
    }
    if (error.mentions("range of max_tokens should be")) {
      return Failures.repairable("max_tokens", message);
    }
    if (error.hasCode("InvalidParameter.NotSupportEnableThinking")) {
      return Failures.repairable("enable_thinking", message);
    }
    return limits(error, message);
  }

  private static @Nullable Failure limits(ErrorDetails error, String message) {
    if (error.hasCode(
        "Throttling",
        "Throttling.RateQuota",
        "Throttling.BurstRate",
        "limit_requests",
        "limit_burst_rate")) {
      return Failures.rateLimit(message);
    }
    if (error.hasCode("Throttling.AllocationQuota", "insufficient_quota")) {
      // Tokens per minute where the text links to their limits, else the quota that was bought.
      return error.mentions("#token-limit") ? Failures.rateLimit(message) : Failures.quota(message);
    }
    return error.hasCode("InternalError", "ModelUnavailable") ? Failures.overloaded(message) : null;
  }
}
