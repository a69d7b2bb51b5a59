package io.cameleer.provider.compatible;

import io.cameleer.chat.ChatReply;
import io.cameleer.provider.ChatStreamDecoder;
import io.cameleer.provider.ChatTranslation;
import io.cameleer.provider.UpstreamReply;
import io.cameleer.provider.UpstreamRequest;
import java.time.Clock;
import java.util.List;

/** A chat request as it goes out, and the readers of its answer. */
record CompatibleTranslation(
    UpstreamRequest request, List<String> droppedParameters, Reading reading)
    implements ChatTranslation {

  /**
   * What the readers need to know.
   *
   * @param model the model that was asked for
   * @param choices how many answers were asked for
   */
  record Reading(ErrorTable errors, Clock clock, String model, int choices) {

    private AnswerHead.Reader heads() {
      return new AnswerHead.Reader(clock, model);
    }
  }

  @Override
  public ChatReply reply(UpstreamReply reply) {
    return new ReplyReader(reading.errors(), reading.heads()).read(reply);
  }

  @Override
  public ChatStreamDecoder stream() {
    return new StreamDecoder(reading.errors(), reading.heads(), reading.choices());
  }
}
