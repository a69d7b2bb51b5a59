package io.cameleer.provider.qwen;

import io.cameleer.catalog.Trait;
import io.cameleer.chat.ChatRequest;
import io.cameleer.provider.repair.Refused;
import io.cameleer.provider.repair.Repair;
import io.cameleer.provider.repair.RepairRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What DashScope refuses and a known change mends, beside what servers refuse commonly. */
final class QwenRepairs {

  private static final Pattern MUST_NOT_THINK =
      Pattern.compile(
          "enable_thinking must be set to false|when enable_thinking is true" + "|in thinking mode",
          Pattern.CASE_INSENSITIVE);

  /**
   * What is asked for does not go with thinking: a plain answer of the older open models, JSON
   * mode, a forced function. The form of the answer matters more.
   */
  static final RepairRule THINKING_OFF =
      new RepairRule(
          complaint -> MUST_NOT_THINK.matcher(complaint.message()).find(),
          refused -> isSwitchable(refused) ? List.of(with(refused, false)) : List.of());

  /** The model either always or never thinks, and can't be told. */
  static final RepairRule NO_SWITCH =
      new RepairRule(
          complaint ->
              "enable_thinking".equals(complaint.param())
                  || complaint.mentions("not support enable_thinking"),
          refused -> List.of(with(refused, null).without(Trait.THINKING_SWITCH)));

  private QwenRepairs() {}

  private static boolean isSwitchable(Refused refused) {
    return refused.candidate().model().has(Trait.THINKING_SWITCH)
        || refused.request().extras().containsKey(QwenThinking.SWITCH);
  }

  /** The switch set to a value, or left out where that is null. */
  private static Repair with(Refused refused, @Nullable Boolean thinking) {
    ChatRequest request = refused.request();
    Map<String, @Nullable Object> extras = new LinkedHashMap<>(request.extras());
    boolean ownSwitch = extras.remove(QwenThinking.SWITCH) != null;
    extras.remove(QwenThinking.BUDGET);
    if (thinking != null) {
      extras.put(QwenThinking.SWITCH, thinking);
    }
    Repair repair =
        refused.repair().request(request.toBuilder().reasoningEffort(null).extras(extras).build());
    if (request.reasoningEffort() != null) {
      repair = repair.dropping("reasoning_effort");
    }
    return ownSwitch ? repair.dropping(QwenThinking.SWITCH) : repair;
  }
}
