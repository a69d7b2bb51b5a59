package io.cameleer.provider;

import io.cameleer.chat.ChatChunk;
import io.cameleer.sse.ServerSentEvent;
import java.util.List;

/**
 * Reads one stream. Gives for every choice: first a delta with the role, then content, one finish
 * reason; and last, where the provider reported it, one chunk without choices that carries the
 * usage. Not thread-safe.
 */
public interface ChatStreamDecoder {

  /**
   * Takes the next event.
   *
   * @return the chunks it makes, often one, possibly none
   * @throws io.cameleer.chat.CallFailedException where the event is the provider's error
   */
  List<ChatChunk> decode(ServerSentEvent event);

  /**
   * Whether the provider's terminal event has been seen; a stream that ends before it broke off.
   */
  boolean complete();

  /**
   * Whether nothing more will come that matters, so that the reader need not wait for the provider
   * to close. Providers that end a stream only by closing it never say so.
   */
  default boolean ended() {
    return false;
  }

  /**
   * Chunks that could only be made once the stream had ended, such as the usage of providers that
   * end by closing. Called once, after the last event, if {@link #complete()}.
   */
  default List<ChatChunk> end() {
    return List.of();
  }
}
