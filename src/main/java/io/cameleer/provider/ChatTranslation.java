package io.cameleer.provider;

import io.cameleer.chat.ChatReply;
import java.util.List;

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
}
