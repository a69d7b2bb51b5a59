package io.cameleer.job.topic;

import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets a limited number of jobs make their calls at the same time; the others wait, and the most
 * urgent one is next. Thread-safe.
 */
public final class Turns {

  private final ReentrantLock lock = new ReentrantLock();
  private final PriorityQueue<Place> waiting = new PriorityQueue<>();
  private final int atOnce;
  private int taken;
  private long arrivals;

  /** That many at the same time. */
  public Turns(int atOnce) {
    this.atOnce = atOnce;
  }

  /** Joins those who wait. */
  public Place join(Urgency urgency) {
    lock.lock();
    try {
      Place place = new Place(urgency, arrivals++);
      waiting.add(place);
      grant();
      return place;
    } finally {
      lock.unlock();
    }
  }

  /** How many make their calls now. */
  public int taken() {
    lock.lock();
    try {
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** How many wait. */
  public int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  private void grant() {
    while (taken < atOnce && !waiting.isEmpty()) {
      taken++;
      waiting.remove().enter(State.ITS_TURN);
    }
  }

  private enum State {
    WAITING,
    ITS_TURN,
    GONE
  }

  /** A job's place in the queue, and then its turn. */
  public final class Place implements Comparable<Place> {

    private final Urgency urgency;
    private final long arrival;
    private final Condition changed = lock.newCondition();
    private State state = State.WAITING;

    private Place(Urgency urgency, long arrival) {
      this.urgency = urgency;
      this.arrival = arrival;
    }

    /**
     * Waits for its turn.
     *
     * @param longest how long, in nanoseconds, or null: as long as it takes
     * @return whether it has it; not so where the time is over or the place was withdrawn: it is
     *     out of the queue then
     */
    public boolean await(@Nullable Long longest) throws InterruptedException {
      lock.lockInterruptibly();
      try {
        long left = longest == null ? Long.MAX_VALUE : longest;
        while (state == State.WAITING && left > 0) {
          left = changed.awaitNanos(left);
        }
        if (state == State.WAITING) {
          withdraw();
        }
        return state == State.ITS_TURN;
      } catch (InterruptedException interrupted) {
        leave();
        throw interrupted;
      } finally {
        lock.unlock();
      }
    }

    /** Whether it has its turn now. */
    public boolean hasTurn() {
      lock.lock();
      try {
        return state == State.ITS_TURN;
      } finally {
        lock.unlock();
      }
    }

    /** Has it leave the queue, if it still waits there. */
    public void withdraw() {
      lock.lock();
      try {
        if (state == State.WAITING) {
          waiting.remove(this);
          enter(State.GONE);
        }
      } finally {
        lock.unlock();
      }
    }

    /** Gives the turn to the next one, or leaves the queue. */
    public void leave() {
      lock.lock();
      try {
        withdraw();
        if (state == State.ITS_TURN) {
          taken--;
          enter(State.GONE);
          grant();
        }
      } finally {
        lock.unlock();
      }
    }

    /** Joins those who wait once more, before all that came later and are no more urgent. */
    public void rejoin() {
      lock.lock();
      try {
        leave();
        state = State.WAITING;
        waiting.add(this);
        grant();
      } finally {
        lock.unlock();
      }
    }

    private void enter(State next) {
      state = next;
      changed.signalAll();
    }

    @Override
    public int compareTo(Place other) {
      int byUrgency = urgency.compareTo(other.urgency);
      return byUrgency == 0 ? Long.compare(arrival, other.arrival) : byUrgency;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }
}
