package io.cameleer.provider.anthropic;

import io.cameleer.catalog.Trait;
import io.cameleer.provider.repair.Complaint;
import io.cameleer.provider.repair.FieldPath;
import io.cameleer.provider.repair.LeaveOut;
import io.cameleer.provider.repair.Refused;
import io.cameleer.provider.repair.RefusedFields;
import io.cameleer.provider.repair.Repair;
import io.cameleer.provider.repair.RepairRule;
import io.cameleer.provider.repair.Repairs;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Anthropic refuses and a known change mends. Most refusals tell what a model takes, so that
 * the ordinary translation for a model with other traits is the change. The words are those of
 * Anthropic's answers, which it calls unstable.
 */
final class AnthropicRepairs {

  private static final String MESSAGES = "messages";
  private static final String EFFORT = "reasoning_effort";

  /**
   * A kind of refusal.
   *
   * @param words what its message contains
   * @param param the client's field that was translated to what is refused; null where the client
   *     may have written it so
   * @param repairs the changes worth trying, best first
   */
  private record Known(
      Pattern words, @Nullable String param, Function<Refused, List<Repair>> repairs) {

    boolean recognises(Complaint complaint) {
      return words.matcher(complaint.message()).find();
    }

    RepairRule rule() {
      return new RepairRule(this::recognises, repairs);
    }
  }

  private static final List<Known> KNOWN =
      List.of(
          known(
              "prefill|must end with a user message|cannot end with trailing whitespace",
              MESSAGES,
              refused -> refused.repair().without(Trait.PREFILL)),
          known(
              "text content blocks must (be non-empty|contain non-whitespace)"
                  + "|messages must have non-empty content",
              MESSAGES,
              InvisibleText::leaveOut),
          known(
              "ids were found without `tool_result` blocks|role 'system' is not supported"
                  + "|unexpected role \"system\"",
              MESSAGES,
              refused -> refused.repair().without(Trait.MID_CONVERSATION_SYSTEM)),
          new Known(
              pattern(
                  "blocks in the latest assistant message cannot be modified"
                      + "|invalid `signature` in `thinking`"),
              MESSAGES,
              SignedThinking::leaveOut),
          known(
              "type \"tool\" and \"any\" are not supported",
              "tool_choice",
              refused -> refused.repair().without(Trait.FORCED_TOOL_CHOICE)),
          new Known(
              pattern("thinking may not be enabled when tool_choice forces"),
              EFFORT,
              refused ->
                  List.of(
                      refused.repair().without(Trait.FORCED_TOOL_CHOICE_WHILE_THINKING),
                      refused.repair().without(Trait.FORCED_TOOL_CHOICE))),
          known(
              "\"thinking.type.enabled\" is not supported",
              EFFORT,
              refused ->
                  refused.repair().without(Trait.THINKING_BUDGET).with(Trait.THINKING_ADAPTIVE)),
          known(
              "\"thinking.type.disabled\" is not supported",
              EFFORT,
              refused ->
                  refused.repair().without(Trait.THINKING_OFF).with(Trait.THINKING_ADAPTIVE)),
          known(
              "\"thinking.type.between_tools\" is not supported",
              EFFORT,
              refused -> refused.repair().without(Trait.THINKING_BETWEEN_TOOLS)),
          known(
              "\"thinking.type.adaptive\" is not supported",
              EFFORT,
              refused ->
                  refused.repair().without(Trait.THINKING_ADAPTIVE).with(Trait.THINKING_BUDGET)),
          known(
              "schema is too complex|output_config\\.format",
              "response_format",
              refused -> refused.repair().without(Trait.JSON_SCHEMA)),
          new Known(pattern("input_schema(?!: extra inputs)"), null, ToolSchemas::lowered),
          known(
              "(temperature|top_p|top_k)\\b.{0,80}(not supported|cannot both be specified"
                  + "|deprecated|when thinking is enabled|not permitted|only be set to)",
              "temperature",
              refused -> refused.repair().without(Trait.SAMPLING)),
          known(
              "not support the effort parameter",
              EFFORT,
              refused ->
                  refused
                      .repair()
                      .edit(leaveOut(refused, List.of(FieldPath.parse("output_config.effort"))))));

  private static final RepairRule UNKNOWN_FIELD =
      new RepairRule(
          complaint -> RefusedFields.in(complaint).stream().anyMatch(LeaveOut::isPossible),
          refused -> List.of(withoutFields(refused)));

  /** All of them. */
  static final Repairs ALL =
      new Repairs(
          Stream.concat(KNOWN.stream().map(Known::rule), Stream.of(UNKNOWN_FIELD)).toList());

  private AnthropicRepairs() {}

  /**
   * The client's field that was translated to what a message refuses; null where that is unknown.
   */
  static @Nullable String param(Complaint complaint) {
    for (Known known : KNOWN) {
      if (known.recognises(complaint)) {
        return known.param();
      }
    }
    return null;
  }

  private static Repair withoutFields(Refused refused) {
    return refused.repair().edit(leaveOut(refused, RefusedFields.in(refused.complaint())));
  }

  private static LeaveOut leaveOut(Refused refused, List<FieldPath> fields) {
    return new LeaveOut(fields, ClientNames::of, refused.request());
  }

  private static Known known(String words, String param, Function<Refused, Repair> repair) {
    return new Known(pattern(words), param, refused -> List.of(repair.apply(refused)));
  }

  private static Pattern pattern(String words) {
    return Pattern.compile(words, Pattern.CASE_INSENSITIVE);
  }
}
