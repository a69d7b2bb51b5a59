package io.cameleer.emulation;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What one provider takes of OpenAI's chat format. Fields it does not know are refused in the body,
 * but ignored in messages: OpenAI's own clients send back there what they made of an answer.
 *
 * @param name the provider's
 * @param models the models it has
 * @param fields those of the body
 * @param roles the roles of messages
 * @param parts the types of content parts
 * @param toolChoices the words {@code tool_choice} may be, beside a function
 * @param toolIds how ids of tool calls must look
 * @param formats the types of {@code response_format}
 */
record ChatRules(
    String name,
    Pattern models,
    Set<String> fields,
    Set<String> roles,
    Set<String> parts,
    Set<String> toolChoices,
    Pattern toolIds,
    Set<String> formats) {}
