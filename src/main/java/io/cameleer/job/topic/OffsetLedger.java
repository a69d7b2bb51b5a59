package io.cameleer.job.topic;

import io.cameleer.job.topic.DoneRecords.Run;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which records of a partition are done, while they are dealt with in any order. Records arrive in
 * the order of their offsets; offsets that never arrive, as those of transaction markers, count as
 * done. Used by one thread at a time.
 */
public final class OffsetLedger {

  private final NavigableSet<Long> open = new TreeSet<>();

  /** What was done before the partition came here, as far as it has not arrived again. */
  private final Deque<Run> doneAhead;

  /** All records before this one have arrived. */
  private long next;

  private OffsetLedger(long next, List<Run> doneAhead) {
    this.next = next;
    this.doneAhead = new ArrayDeque<>(doneAhead);
  }

  /** Of a partition of which nothing is known. */
  public static OffsetLedger empty() {
    return new OffsetLedger(0, List.of());
  }

  /**
   * Goes on from what was committed. A text that is not one of ours counts as none: the offset was
   * set by somebody else.
   */
  public static OffsetLedger from(Position committed) {
    List<Run> runs = DoneRecords.read(committed.offset(), committed.done());
    return new OffsetLedger(committed.offset(), runs == null ? List.of() : runs);
  }

  /**
   * A record arrives.
   *
   * @return whether it is to be dealt with; not so where it is done, or in hand
   */
  public boolean arrived(long offset) {
    if (offset < next) {
      return false;
    }
    next = offset + 1;
    while (!doneAhead.isEmpty() && doneAhead.getFirst().to() <= offset) {
      doneAhead.removeFirst();
    }
    if (!doneAhead.isEmpty() && doneAhead.getFirst().from() <= offset) {
      return false;
    }
    open.add(offset);
    return true;
  }

  /** The position once these records, which have arrived, are done as well. */
  public Position after(Collection<Long> finishing) {
    Set<Long> leaving = Set.copyOf(finishing);
    long first = -1;
    long end = -1;
    List<Run> runs = new ArrayList<>();
    for (long offset : open) {
      if (leaving.contains(offset)) {
        continue;
      }
      if (first < 0) {
        first = offset;
      } else if (offset > end) {
        runs.add(new Run(end, offset));
      }
      end = offset + 1;
    }
    return first < 0 ? afterAll() : position(first, end, runs);
  }

  /** Everything that has arrived is done. */
  private Position afterAll() {
    long offset = next;
    for (Run run : doneAhead) {
      if (run.from() > offset) {
        break;
      }
      offset = Math.max(offset, run.to());
    }
    return position(offset, offset, new ArrayList<>());
  }

  /** Adds what is done behind the last open record. */
  private Position position(long offset, long end, List<Run> runs) {
    long from = end;
    long to = Math.max(end, next);
    for (Run run : doneAhead) {
      if (run.to() <= to) {
        continue;
      }
      if (run.from() > to) {
        addUnlessEmpty(runs, from, to);
        from = run.from();
      }
      to = run.to();
    }
    addUnlessEmpty(runs, from, to);
    return new Position(offset, DoneRecords.write(offset, runs));
  }

  private static void addUnlessEmpty(List<Run> runs, long from, long to) {
    if (to > from) {
      runs.add(new Run(from, to));
    }
  }

  /** These records, which have arrived, are done. */
  public void finish(Collection<Long> finished) {
    open.removeAll(Set.copyOf(finished));
  }

  /** How many records have arrived and are not done. */
  public int open() {
    return open.size();
  }
}
