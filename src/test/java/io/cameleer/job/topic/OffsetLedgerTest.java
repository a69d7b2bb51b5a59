package io.cameleer.job.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OffsetLedgerTest {

  @Test
  void aRecordThatIsInHandIsNotTakenAgain() {
    OffsetLedger ledger = OffsetLedger.empty();
    assertThat(ledger.arrived(5)).isTrue();
    assertThat(ledger.arrived(5)).isFalse();
  }

  @Test
  void aPartitionOfWhichAllIsDoneNeedsNoText() {
    OffsetLedger ledger = OffsetLedger.empty();
    LongStream.range(0, 1_000).forEach(ledger::arrived);

    Position position = ledger.after(LongStream.range(0, 1_000).boxed().toList());

    assertThat(position).isEqualTo(new Position(1_000, ""));
  }

  @Test
  void aSlowRecordWithAMillionBehindItTakesAFewCharacters() {
    OffsetLedger ledger = OffsetLedger.empty();
    LongStream.range(0, 1_000_000).forEach(ledger::arrived);
    ledger.finish(LongStream.range(1, 1_000_000).boxed().toList());

    Position position = ledger.after(List.of());

    assertThat(position.offset()).isZero();
    assertThat(position.done()).hasSizeLessThan(20);
    OffsetLedger next = OffsetLedger.from(position);
    assertThat(next.arrived(0)).isTrue();
    assertThat(next.arrived(999_999)).isFalse();
    assertThat(next.arrived(1_000_000)).isTrue();
  }

  @Test
  void whatWasDoneBeforeStaysDoneWhileItHasNotArrivedAgain() {
    OffsetLedger first = OffsetLedger.empty();
    LongStream.range(0, 100).forEach(first::arrived);
    Position committed = first.after(LongStream.range(50, 100).boxed().toList());
    OffsetLedger second = OffsetLedger.from(committed);
    second.arrived(0);

    Position position = second.after(List.of(0L));

    OffsetLedger third = OffsetLedger.from(position);
    assertThat(position.offset()).isEqualTo(1);
    assertThat(LongStream.range(1, 110).filter(third::arrived).boxed().toList())
        .containsExactlyElementsOf(
            LongStream.concat(LongStream.range(1, 50), LongStream.range(100, 110))
                .boxed()
                .toList());
  }
}
