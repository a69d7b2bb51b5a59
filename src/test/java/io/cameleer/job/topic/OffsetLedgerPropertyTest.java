package io.cameleer.job.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/**
 * However records are done, and whenever the partition moves on: no record is lost, none that is
 * done comes back.
 */
class OffsetLedgerPropertyTest {

  @Property(tries = 300)
  void whatIsCommittedSaysWhatIsDone(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 400) int records,
      @ForAll @LongRange(min = 0, max = 1L << 40) long first) {
    Random random = new Random(seed);
    List<Long> topic = topic(random, records, first);
    Set<Long> done = new HashSet<>();
    Position committed = new Position(first, "");
    for (int owner = 0; owner < 4; owner++) {
      OffsetLedger ledger = OffsetLedger.from(committed);
      Set<Long> arrived = arriveSome(ledger, topic, committed.offset(), random);
      assertThat(arrived).as("what is done does not come again").noneMatch(done::contains);
      Set<Long> finishing = some(arrived, random);
      committed = ledger.after(finishing);
      ledger.finish(finishing);
      assertThat(ledger.after(Set.of())).isEqualTo(committed);
      done.addAll(finishing);
    }
    OffsetLedger last = OffsetLedger.from(committed);
    long offset = committed.offset();
    Set<Long> rest = new TreeSet<>();
    topic.stream().filter(each -> each >= offset && last.arrived(each)).forEach(rest::add);
    assertThat(rest).as("nothing is lost").containsExactlyElementsOf(without(topic, done));
  }

  @Property(tries = 200)
  void theCommittedOffsetIsTheFirstRecordThatIsNotDone(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int records) {
    Random random = new Random(seed);
    List<Long> topic = topic(random, records, 0);
    OffsetLedger ledger = OffsetLedger.empty();
    topic.forEach(ledger::arrived);
    Set<Long> done = some(new TreeSet<>(topic), random);

    Position position = ledger.after(done);

    long expected =
        topic.stream()
            .filter(offset -> !done.contains(offset))
            .findFirst()
            .orElse(topic.getLast() + 1);
    assertThat(position.offset()).isEqualTo(expected);
  }

  @Property(tries = 200)
  void aTextThatIsDamagedIsTakenForNone(@ForAll String text) {
    OffsetLedger ledger = OffsetLedger.from(new Position(7, "cameleer1:" + text));
    assertThat(ledger.arrived(7)).isIn(true, false);

    assertThat(OffsetLedger.from(new Position(7, "x" + text)).arrived(7)).isTrue();
  }

  /** Offsets with gaps, as transactions and compaction leave them. */
  private static List<Long> topic(Random random, int records, long first) {
    List<Long> offsets = new ArrayList<>();
    long offset = first;
    for (int record = 0; record < records; record++) {
      offset += random.nextInt(5) == 0 ? random.nextInt(1_000) : 0;
      offsets.add(offset++);
    }
    return offsets;
  }

  private static Set<Long> arriveSome(
      OffsetLedger ledger, List<Long> topic, long from, Random random) {
    List<Long> ahead = topic.stream().filter(offset -> offset >= from).toList();
    Set<Long> arrived = new TreeSet<>();
    ahead.stream()
        .limit(random.nextInt(ahead.size() + 1))
        .filter(ledger::arrived)
        .forEach(arrived::add);
    return arrived;
  }

  private static Set<Long> some(Set<Long> offsets, Random random) {
    Set<Long> some = new TreeSet<>(offsets);
    some.removeIf(offset -> random.nextInt(3) == 0);
    return some;
  }

  private static List<Long> without(List<Long> topic, Set<Long> done) {
    return topic.stream().filter(offset -> !done.contains(offset)).toList();
  }
}
