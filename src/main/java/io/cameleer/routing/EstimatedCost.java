package io.cameleer.routing;

import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.Model;
import io.cameleer.chat.Usage;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What a call may cost at a candidate, in US dollars. */
final class EstimatedCost {

  /** What is reckoned with for comparisons where the client set no limit to the answer. */
  private static final int ASSUMED_OUTPUT_TOKENS = 256;

  private static final MathContext SHORT = new MathContext(3, RoundingMode.UP);

  private EstimatedCost() {}

  /** For comparing candidates; null where the price is unknown. */
  static @Nullable BigDecimal comparable(CallTraits call, Candidate candidate) {
    Integer wanted = call.outputTokens();
    return cost(call, candidate, wanted == null ? ASSUMED_OUTPUT_TOKENS : wanted);
  }

  /** The most it may cost; null where the price or the longest answer is unknown. */
  static @Nullable BigDecimal most(CallTraits call, Candidate candidate) {
    if (call.embeddings()) {
      return cost(call, candidate, 0);
    }
    Integer wanted = call.outputTokens();
    Integer most = wanted == null ? candidate.model().maxOutputTokens() : wanted;
    return most == null ? null : cost(call, candidate, most);
  }

  /** A cost as a note beside a candidate. */
  static String note(CallTraits call, @Nullable BigDecimal cost) {
    if (cost == null) {
      return "price unknown";
    }
    String dollars = "$" + cost.round(SHORT).toPlainString();
    return call.outputTokens() == null ? "about " + dollars : dollars + " at most";
  }

  private static @Nullable BigDecimal cost(CallTraits call, Candidate candidate, int wanted) {
    Model model = candidate.model();
    if (model.price() == null) {
      return null;
    }
    return model.price().cost(Usage.of(call.promptTokens(), outputTokens(call, model, wanted)));
  }

  private static long outputTokens(CallTraits call, Model model, int wanted) {
    if (call.embeddings()) {
      return 0;
    }
    Integer most = model.maxOutputTokens();
    return most == null ? wanted : Math.min(wanted, most);
  }
}
