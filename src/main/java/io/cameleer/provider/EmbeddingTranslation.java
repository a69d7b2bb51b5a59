package io.cameleer.provider;

import io.cameleer.chat.EmbeddingReply;
import java.util.List;

/**
 * One embeddings request translated for one candidate, and the way back. Pure; used by one thread.
 */
public interface EmbeddingTranslation {

  /** What to send. */
  UpstreamRequest request();

  /**
   * The client's fields that this candidate can't honour and that were left out, by their names on
   * the wire.
   */
  List<String> droppedParameters();

  /**
   * Reads the answer.
   *
   * @param reply an answer with status 2xx
   * @throws io.cameleer.chat.CallFailedException where the answer is none
   */
  EmbeddingReply reply(UpstreamReply reply);
}
