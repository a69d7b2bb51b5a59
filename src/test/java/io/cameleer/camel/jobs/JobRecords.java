package io.cameleer.camel.jobs;

import static io.cameleer.camel.jobs.kafka.JobCluster.bytes;
import static io.cameleer.camel.jobs.kafka.JobCluster.text;

import io.cameleer.json.Json;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** Records of jobs, and what is in records of results. */
final class JobRecords {

  private JobRecords() {}

  /** A line of a batch. */
  static String line(String customId, String prompt) {
    return """
    {"custom_id":"%s","method":"POST","url":"/v1/chat/completions","body":%s}\
    """
        .formatted(customId, body(prompt));
  }

  /** The bare body of a chat completion. */
  static String body(String prompt) {
    return """
    {"model":"openai/gpt-5.6-terra","messages":[{"role":"user","content":"%s"}]}\
    """
        .formatted(prompt);
  }

  /** The record, with one more of the gateway's headers. */
  static ProducerRecord<byte[], byte[]> with(
      ProducerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add("cameleer-" + name, bytes(value));
    return record;
  }

  /** A header's text, empty where there is none. */
  static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : text(header.value());
  }

  /** What the model said. */
  static String answer(ConsumerRecord<byte[], byte[]> result) throws Exception {
    return Json.read(result.value()).at("/response/body/choices/0/message/content").asText();
  }
}
