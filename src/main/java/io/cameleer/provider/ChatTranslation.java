package io.cameleer.provider;

import io.cameleer.chat.ChatReply;
import io.cameleer.chat.Failure;
import java.util.List;
import java.util.Optional;

/**
 * One chat request translated for one candidate, and the way back: what was sent decides how the
 * answer is read. Pure; used by one thread.
 */
public interface ChatTranslation {

  /** What to send. */
  UpstreamRequest request();

  /**
   * The client's fields that this candidate can't honour and that were left out, by their names on
   * the wire.
   */
  List<String> droppedParameters();

  /**
   * Reads a plain answer.
   *
   * @param reply an answer with status 2xx
   * @throws io.cameleer.chat.CallFailedException where the answer is none: an error inside a 200,
   *     not JSON, …
   */
  ChatReply reply(UpstreamReply reply);

  /** A reader for a streamed answer; a new one for every stream. */
  ChatStreamDecoder stream();

  /**
   * The same request for the same candidate in a form that avoids what the provider refused. To be
   * sent once in place of the refused one; a refusal of it is not mended again.
   *
   * @param refusal what the provider answered to {@link #request()}, as {@link Dialect#failure} or
   *     a reader of this translation tells it
   * @return a translation whose {@link #droppedParameters()} include what the change leaves out;
   *     empty where the refusal is not of class {@link io.cameleer.chat.FailureClass#REPAIR}, or
   *     where no known change mends it
   */
  default Optional<ChatTranslation> repaired(Failure refusal) {
    return Optional.empty();
  }
}
