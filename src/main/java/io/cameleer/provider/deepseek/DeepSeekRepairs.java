package io.cameleer.provider.deepseek;

import io.cameleer.catalog.Trait;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Message;
import io.cameleer.provider.compatible.CommonRepairs;
import io.cameleer.provider.repair.Refused;
import io.cameleer.provider.repair.Repair;
import io.cameleer.provider.repair.RepairRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What DeepSeek refuses and a known change mends, beside what servers refuse commonly. */
final class DeepSeekRepairs {

  /**
   * A turn of the assistant came without its {@code reasoning_content}: it is sent, or, where the
   * client has lost it, the model answers without thinking.
   */
  static final RepairRule REASONING_MISSING =
      new RepairRule(
          CommonRepairs::missesReasoning,
          refused ->
              List.of(
                  refused.repair().with(Trait.REASONING_PASSED_BACK), withoutThinking(refused)));

  private DeepSeekRepairs() {}

  private static Repair withoutThinking(Refused refused) {
    ChatRequest request = refused.request();
    if (request.messages().stream().noneMatch(Message.Assistant.class::isInstance)) {
      return refused.repair();
    }
    Map<String, @Nullable Object> extras = new LinkedHashMap<>(request.extras());
    boolean ownSwitch = extras.put(DeepSeekThinking.FIELD, DeepSeekThinking.OFF) != null;
    Repair repair =
        refused.repair().request(request.toBuilder().reasoningEffort(null).extras(extras).build());
    if (ownSwitch) {
      return repair.dropping(DeepSeekThinking.FIELD);
    }
    return request.reasoningEffort() == null ? repair : repair.dropping("reasoning_effort");
  }
}
