package io.cameleer.api;

import io.cameleer.chat.ChatReply;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer for one client. {@link OpenAiModule} lets a Jackson mapper write it.
 *
 * @param legacyFunctions whether the client used the deprecated {@code functions}: a single
 *     function call is then written as {@code function_call}
 * @param costUsd what the call cost, or null where that is unknown
 */
public record ChatCompletion(
    ChatReply reply, boolean legacyFunctions, @Nullable BigDecimal costUsd) {}
