package io.cameleer.attempt;

import io.cameleer.chat.ChatChunk;
import io.cameleer.chat.Failure;
import java.util.Map;

/** Where the pieces of a streamed answer go. Called by the call's own thread, in order. */
public interface ChunkSink {

  /**
   * The first content is there: from now on the answer can't be taken back.
   *
   * @param keptHeaders headers of the provider that the client gets too, by lower-case name
   * @throws ClientGoneException where nobody listens any more
   */
  void open(Provenance provenance, Map<String, String> keptHeaders);

  /**
   * The next piece, to be passed on at once.
   *
   * @throws ClientGoneException where nobody listens any more
   */
  void chunk(ChatChunk chunk);

  /** The answer is whole. */
  void complete();

  /** The answer broke off after {@link #open}. */
  void fail(Failure failure);
}
