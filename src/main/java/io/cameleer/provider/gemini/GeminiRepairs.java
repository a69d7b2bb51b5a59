package io.cameleer.provider.gemini;

import io.cameleer.catalog.Trait;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Sampling;
import io.cameleer.provider.DroppedParameters;
import io.cameleer.provider.compatible.JsonMode;
import io.cameleer.provider.repair.FunctionSchemas;
import io.cameleer.provider.repair.LeaveOut;
import io.cameleer.provider.repair.Refused;
import io.cameleer.provider.repair.RefusedFields;
import io.cameleer.provider.repair.Repair;
import io.cameleer.provider.repair.RepairRule;
import io.cameleer.provider.repair.Repairs;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What Gemini refuses and a known change mends, by the words of its answers. */
final class GeminiRepairs {

  private static final Pattern SIGNATURE = pattern("(?<!unknown name \")thought[ _]?signature");

  private static final Pattern SCHEMA =
      pattern(
          "(json_?schema|response_?schema|function_?declarations\\[\\d+\\]\\.(name|param))"
              + "|should be non-empty for OBJECT type|schema produces a constraint");

  private static final Pattern TOO_MANY_STATES = pattern("too many states|produces a constraint");

  /** All of them. */
  static final Repairs ALL =
      new Repairs(
          List.of(
              on(SIGNATURE, ThoughtSignatures::repairs),
              on(SCHEMA, GeminiRepairs::schema),
              RepairRule.on(
                  pattern(
                      "thinking[ _]?level.{0,40}(not supported|cannot find field)|"
                          + "unknown name \"thinking_?level\""),
                  refused ->
                      refused.repair().without(Trait.THINKING_LEVEL).with(Trait.THINKING_BUDGET)),
              RepairRule.on(
                  pattern(
                      "thinking[ _]?budget.{0,40}(not supported|cannot find field)|"
                          + "unknown name \"thinking_?budget\""),
                  refused ->
                      refused.repair().without(Trait.THINKING_BUDGET).with(Trait.THINKING_LEVEL)),
              RepairRule.on(
                  pattern("only works in thinking mode"),
                  refused -> refused.repair().without(Trait.THINKING_OFF)),
              RepairRule.on(
                  pattern("thinking is not (supported|enabled)"),
                  refused -> refused.repair().without(Trait.THINKING_LEVEL, Trait.THINKING_BUDGET)),
              RepairRule.on(
                  pattern("penalty is not (supported|enabled)"),
                  refused -> refused.repair().without(Trait.PENALTIES)),
              RepairRule.on(
                  pattern("logprobs (is|are) not (supported|enabled)"),
                  GeminiRepairs::withoutLogprobs),
              RepairRule.on(
                  pattern("(developer|system)[ _]?instruction is not (supported|enabled)"),
                  refused -> refused.repair().without(Trait.SYSTEM_PROMPT)),
              new RepairRule(
                  complaint -> RefusedFields.in(complaint).stream().anyMatch(LeaveOut::isPossible),
                  refused -> List.of(withoutFields(refused)))));

  private GeminiRepairs() {}

  /**
   * In the keywords of the API's older kind of schema, unless there is too much of it; in words.
   */
  private static List<Repair> schema(Refused refused) {
    FunctionSchemas functions = new FunctionSchemas((index, function) -> true);
    List<Repair> repairs = new ArrayList<>(3);
    if (!TOO_MANY_STATES.matcher(refused.complaint().message()).find()) {
      repairs.add(refused.repair().edit((body, dropped) -> GeminiSchema.rewrite(body)));
    }
    repairs.add(functions.notStrict(answerInWords(refused)));
    repairs.add(functions.inWords(refused.repair()));
    return repairs;
  }

  private static Repair answerInWords(Refused refused) {
    DroppedParameters dropped = new DroppedParameters();
    ChatRequest told = JsonMode.describeSchema(refused.request(), refused.candidate(), dropped);
    return refused.repair().request(told).dropping(dropped.names().toArray(String[]::new));
  }

  private static Repair withoutLogprobs(Refused refused) {
    ChatRequest request = refused.request();
    Sampling sampling = request.sampling();
    Sampling without =
        new Sampling(
            sampling.temperature(),
            sampling.topP(),
            sampling.topK(),
            sampling.frequencyPenalty(),
            sampling.presencePenalty(),
            sampling.seed(),
            sampling.n(),
            sampling.stop(),
            sampling.logitBias(),
            null,
            null);
    Repair repair = refused.repair().request(request.toBuilder().sampling(without).build());
    Repair named = sampling.logprobs() == null ? repair : repair.dropping("logprobs");
    return sampling.topLogprobs() == null ? named : named.dropping("top_logprobs");
  }

  private static Repair withoutFields(Refused refused) {
    return refused
        .repair()
        .edit(
            new LeaveOut(
                RefusedFields.in(refused.complaint()), GeminiNames::of, refused.request()));
  }

  private static RepairRule on(Pattern words, Function<Refused, List<Repair>> repairs) {
    return new RepairRule(complaint -> words.matcher(complaint.message()).find(), repairs);
  }

  private static Pattern pattern(String words) {
    return Pattern.compile(words, Pattern.CASE_INSENSITIVE);
  }
}
