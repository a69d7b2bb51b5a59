package io.cameleer.camel.jobs.kafka;

import io.cameleer.job.topic.JobRecord;
import io.cameleer.job.topic.OutgoingRecord;
import io.cameleer.job.topic.Position;
import io.cameleer.job.topic.RecordAddress;
import io.cameleer.job.topic.RecordHeader;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Kafka's records as the gateway's, and the other way round. */
final class KafkaRecords {

  /** What may go with a committed offset: Kafka's own limit is 4,096 characters. */
  static final int MOST_METADATA = 3_500;

  private KafkaRecords() {}

  static JobRecord read(ConsumerRecord<Object, Object> record) {
    return new JobRecord(
        new RecordAddress(record.topic(), record.partition(), record.offset()),
        (byte @Nullable []) record.key(),
        (byte @Nullable []) record.value(),
        headers(record.headers()));
  }

  static List<RecordHeader> headers(Headers written) {
    List<RecordHeader> headers = new ArrayList<>();
    for (Header header : written) {
      headers.add(new RecordHeader(header.key(), header.value()));
    }
    return headers;
  }

  static ProducerRecord<byte[], byte[]> write(String topic, OutgoingRecord record) {
    ProducerRecord<byte[], byte[]> written =
        new ProducerRecord<>(topic, record.key(), record.value());
    record.headers().forEach(header -> written.headers().add(header.name(), header.value()));
    return written;
  }

  static @Nullable Position position(@Nullable OffsetAndMetadata committed) {
    return committed == null ? null : new Position(committed.offset(), committed.metadata());
  }

  static OffsetAndMetadata offset(Position position) {
    return new OffsetAndMetadata(position.offset(), position.done());
  }
}
