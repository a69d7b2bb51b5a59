package io.cameleer.camel;

import io.cameleer.attempt.ChatAttempt;
import io.cameleer.attempt.ProviderWait;
import io.cameleer.attempt.StreamRelay;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.ChatAggregator;
import io.cameleer.chat.ChatChunk;
import io.cameleer.provider.ChatStreamDecoder;
import io.cameleer.provider.Failures;
import io.cameleer.sse.ServerSentEvent;
import io.cameleer.sse.SseReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/**
 * Reads a provider's event stream on the call's own thread: each chunk goes to the client as it
 * comes, or, where the client asked for a plain answer, into one reply.
 */
final class ReadStream {

  /** The most bytes of one event. */
  private static final int MAX_EVENT_BYTES = 32 * 1024 * 1024;

  private final ScheduledExecutorService timer;

  /**
   * Reads streams.
   *
   * @param timer for what must not take long
   */
  ReadStream(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  /**
   * Reads to the end.
   *
   * @throws CallFailedException where the stream is an error, breaks off or ends without its
   *     terminal event
   * @throws io.cameleer.attempt.ClientGoneException where the client left
   * @throws io.cameleer.attempt.SupersededException where another candidate was sooner
   */
  void read(ChatAttempt attempt, UpstreamBody body) throws IOException {
    StreamRelay relay = attempt.relay();
    if (relay == null) {
      ChatAggregator aggregator = new ChatAggregator();
      decode(attempt, body, aggregator::accept);
      attempt.receive(aggregator.reply());
    } else {
      decode(attempt, body, relay::accept);
      relay.complete();
    }
    body.readOff(timer);
  }

  private static void decode(ChatAttempt attempt, InputStream body, Consumer<ChatChunk> target)
      throws IOException {
    ChatStreamDecoder decoder = attempt.translation().stream();
    SseReader events = new SseReader(body, MAX_EVENT_BYTES);
    ProviderWait providerWait = attempt.providerWait();
    ServerSentEvent event = events.next();
    while (event != null) {
      providerWait.pause();
      decoder.decode(event).forEach(target);
      providerWait.resume(attempt.begun());
      event = decoder.ended() ? null : events.next();
    }
    providerWait.pause();
    if (!decoder.complete()) {
      throw new CallFailedException(
          Failures.badGateway("The provider's stream ended before the answer was whole."));
    }
    decoder.end().forEach(target);
  }
}
