package io.cameleer.camel.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts questions of many threads together, as many as there are while an answer is awaited, and
 * asks them as one.
 */
final class AskedTogether<Q, A extends @Nullable Object> {

  private static final int MOST = 500;

  private final Function<List<Q>, List<A>> all;
  private final ConcurrentLinkedQueue<Pending<Q, A>> queue = new ConcurrentLinkedQueue<>();
  private final ReentrantLock asking = new ReentrantLock();

  /**
   * Asks like this.
   *
   * @param all answers all questions, in their order
   */
  AskedTogether(Function<List<Q>, List<A>> all) {
    this.all = all;
  }

  /**
   * Asks.
   *
   * @throws RuntimeException what was thrown for all that were asked together
   */
  A ask(Q question) {
    Pending<Q, A> own = new Pending<>(question);
    queue.add(own);
    while (!own.answered) {
      asking.lock();
      try {
        if (!own.answered) {
          askAll();
        }
      } finally {
        asking.unlock();
      }
    }
    return own.answer();
  }

  private void askAll() {
    List<Pending<Q, A>> together = new ArrayList<>();
    Pending<Q, A> next = queue.poll();
    while (next != null) {
      together.add(next);
      next = together.size() < MOST ? queue.poll() : null;
    }
    try {
      List<A> answers = all.apply(together.stream().map(pending -> pending.question).toList());
      for (int index = 0; index < together.size(); index++) {
        together.get(index).answer(answers.get(index));
      }
    } catch (RuntimeException failed) {
      together.forEach(pending -> pending.fail(failed));
    }
  }

  private static final class Pending<Q, A extends @Nullable Object> {

    private final Q question;
    private volatile boolean answered;
    private @Nullable A answer;
    private @Nullable RuntimeException failure;

    Pending(Q question) {
      this.question = question;
    }

    void answer(A given) {
      answer = given;
      answered = true;
    }

    void fail(RuntimeException failed) {
      failure = failed;
      answered = true;
    }

    @SuppressWarnings("NullAway") // null only where A is nullable
    A answer() {
      if (failure != null) {
        throw failure;
      }
      return answer;
    }
  }
}
