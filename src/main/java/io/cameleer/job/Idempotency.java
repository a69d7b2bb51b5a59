package io.cameleer.job;

import java.time.Duration;
import java.util.Map;

/**
 * Answers kept under the {@code Idempotency-Key} of their request, so that a client that asks again
 * gets the same answer and nothing is called twice. All methods may be called from any thread and
 * throw {@link StoreException} where the database can't be reached.
 */
public interface Idempotency {

  /**
   * A request with a key arrives.
   *
   * @param key whose request it is and its key
   * @param fingerprint tells this request from others with the same key
   * @param lock how long others wait for it; a holder that dies blocks the key no longer than this
   */
  Decision begin(Key key, String fingerprint, Duration lock);

  /**
   * Keeps the answer for those who ask again.
   *
   * @param keep for how long
   * @return whether it was kept; not so where the lock had expired and somebody else took over
   */
  boolean finish(Held held, Answer answer, Duration keep);

  /** Gives the key up without an answer, so that the client may ask again. */
  void release(Held held);

  /**
   * Forgets keys that have expired.
   *
   * @param limit how many at most
   * @return how many there were; fewer than the limit: no more are left
   */
  int purgeExpired(int limit);

  /**
   * A caller's key.
   *
   * @param caller whose; empty where callers have no names
   * @param value what the header says
   */
  record Key(String caller, String value) {}

  /** What to do with a request that has a key. */
  sealed interface Decision {}

  /**
   * The first with this key: answer it, then {@link #finish} or {@link #release}.
   *
   * @param key the key
   * @param token shows who holds it
   */
  record Held(Key key, String token) implements Decision {}

  /** The same request is just being answered. */
  record InProgress() implements Decision {}

  /** The key was used for another request. */
  record Conflict() implements Decision {}

  /** The request has been answered: give the same answer. */
  record Replay(Answer answer) implements Decision {}

  /**
   * What a client got.
   *
   * @param status the HTTP status
   * @param headers the headers that belong to the answer
   * @param body its bytes; not to be changed
   */
  record Answer(int status, Map<String, String> headers, byte[] body) {
    public Answer {
      headers = Map.copyOf(headers);
    }
  }
}
