package io.cameleer.camel.jobs.kafka;

import io.cameleer.job.topic.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What goes into one transaction.
 *
 * @param publications the jobs that it ends
 * @param offsets what it commits
 * @param later jobs that are done but have no room in it
 */
record TransactionBatch(
    List<Publication> publications,
    Map<TopicPartition, OffsetAndMetadata> offsets,
    List<Publication> later) {

  private static final int MOST_RECORDS = 2_000;
  private static final long MOST_BYTES = 16L << 20;

  /** Composes a transaction of jobs that are done. Jobs that are not ours any more are told so. */
  static TransactionBatch of(JobLane lane, List<Publication> wanted) {
    List<Publication> later = new ArrayList<>();
    Map<Assignment, List<Publication>> chosen = new LinkedHashMap<>();
    long bytes = 0;
    int records = 0;
    for (Publication publication : wanted) {
      Assignment assignment = publication.job().assignment();
      if (publication.done().isDone()) {
        continue;
      }
      if (publication.job().givenUp() || lane.isOver(assignment)) {
        publication.done().completeExceptionally(new JobGivenUpException());
      } else if (records > 0
          && (records >= MOST_RECORDS || bytes + publication.size() > MOST_BYTES)) {
        later.add(publication);
      } else {
        records++;
        bytes += publication.size();
        chosen.computeIfAbsent(assignment, unseen -> new ArrayList<>()).add(publication);
      }
    }
    List<Publication> publications = new ArrayList<>(records);
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    chosen.forEach((assignment, candidates) -> {
      Optional<Position> position = fit(lane, assignment, candidates, later);
      if (position.isPresent()) {
        publications.addAll(candidates);
        offsets.put(assignment.partition(), KafkaRecords.offset(position.get()));
      }
    });
    return new TransactionBatch(publications, offsets, later);
  }

  /**
   * Leaves as many jobs for later, the last records first, as it takes to say in a short text which
   * are done. They wait until earlier records are done, which makes the text shorter.
   */
  private static Optional<Position> fit(
      JobLane lane, Assignment assignment, List<Publication> candidates, List<Publication> later) {
    Optional<Position> position = lane.positionAfter(assignment, candidates);
    if (position.isPresent()) {
      return position;
    }
    candidates.sort(Comparator.comparingLong(publication -> publication.job().offset()));
    while (position.isEmpty() && !candidates.isEmpty()) {
      List<Publication> last = candidates.subList(candidates.size() / 2, candidates.size());
      later.addAll(last);
      last.clear();
      position = candidates.isEmpty() ? position : lane.positionAfter(assignment, candidates);
    }
    return position;
  }

  boolean isEmpty() {
    return publications.isEmpty();
  }

  /** The records to be written, in the order of {@link #withRecord}. */
  List<ProducerRecord<byte[], byte[]>> records() {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(publications.size());
    for (Publication publication : publications) {
      if (publication.topic() != null && publication.output() != null) {
        records.add(KafkaRecords.write(publication.topic(), publication.output().record()));
      }
    }
    return records;
  }

  /** The jobs that have a record. */
  List<Publication> withRecord() {
    return publications.stream().filter(publication -> publication.output() != null).toList();
  }
}
