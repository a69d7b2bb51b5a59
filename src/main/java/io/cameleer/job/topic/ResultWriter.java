package io.cameleer.job.topic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cameleer.job.JobProvenance;
import io.cameleer.job.JobResponse;
import io.cameleer.job.JobResult;
import io.cameleer.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the result of a job: a line of OpenAI's batch output, with the provenance as headers. A
 * job that came as a CloudEvent is answered by one, in the same form.
 */
public final class ResultWriter {

  private static final String JSON = "application/json";
  private static final String SOURCE = "/cameleer/jobs";
  private static final String TYPE = "io.cameleer.job.result";
  private static final String JOB_PREFIX = "job_";
  private static final String LINE_PREFIX = "batch_req_";

  private ResultWriter() {}

  /**
   * The record.
   *
   * @param response what the call answered; part of the result
   */
  public static OutgoingRecord write(ReceivedJob job, JobResult result, JobResponse response) {
    List<RecordHeader> headers = new ArrayList<>();
    job.terms().passedOn().forEach((name, text) -> headers.add(RecordHeader.of(name, text)));
    headers.add(RecordHeader.of(JobHeaders.JOB_ID, job.id().value()));
    addProvenance(headers, result.provenance());
    byte[] line = ResultLine.write(lineId(job), job.customId(), response, null);
    CloudEvent event = job.event();
    if (event == null) {
      headers.add(RecordHeader.of(JobHeaders.CONTENT_TYPE, JSON));
      return new OutgoingRecord(job.key(), line, headers);
    }
    Map<String, String> attributes = attributes(job, event, result.finishedAt());
    if (event.structured()) {
      headers.add(RecordHeader.of(JobHeaders.CONTENT_TYPE, CloudEvent.STRUCTURED));
      return new OutgoingRecord(job.key(), structured(attributes, line), headers);
    }
    headers.add(RecordHeader.of(JobHeaders.CONTENT_TYPE, JSON));
    attributes.forEach(
        (name, text) -> headers.add(RecordHeader.of(CloudEvent.HEADER_PREFIX + name, text)));
    return new OutgoingRecord(job.key(), line, headers);
  }

  private static void addProvenance(List<RecordHeader> headers, JobProvenance provenance) {
    add(headers, JobHeaders.PROVIDER, provenance.provider());
    add(headers, JobHeaders.MODEL, provenance.model());
    add(headers, JobHeaders.ATTEMPTS, provenance.attempts());
    if (provenance.costUsd() != null) {
      add(headers, JobHeaders.COST_USD, provenance.costUsd().toPlainString());
    }
    add(headers, JobHeaders.LATENCY_MS, Long.toString(provenance.latency().toMillis()));
    add(headers, JobHeaders.PROMPT_TOKENS, Long.toString(provenance.tokens().input()));
    add(headers, JobHeaders.COMPLETION_TOKENS, Long.toString(provenance.tokens().output()));
  }

  private static void add(List<RecordHeader> headers, String name, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      headers.add(RecordHeader.of(name, text));
    }
  }

  /** OpenAI's lines of output have ids of their own. */
  private static String lineId(ReceivedJob job) {
    String id = job.id().value();
    return id.startsWith(JOB_PREFIX) ? LINE_PREFIX + id.substring(JOB_PREFIX.length()) : id;
  }

  private static Map<String, String> attributes(ReceivedJob job, CloudEvent event, Instant at) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("specversion", CloudEvent.VERSION);
    attributes.put("id", job.id().value());
    attributes.put("source", SOURCE);
    attributes.put("type", TYPE);
    attributes.put("subject", event.id());
    attributes.put("time", at.toString());
    for (String name : List.of(JobHeaders.TRACEPARENT, JobHeaders.TRACESTATE)) {
      String text = job.terms().passedOn().get(name);
      if (text != null) {
        attributes.put(name, text);
      }
    }
    return attributes;
  }

  private static byte[] structured(Map<String, String> attributes, byte[] line) {
    ByteArrayOutputStream event = new ByteArrayOutputStream(line.length + 512);
    event.write('{');
    attributes.forEach((name, text) -> {
      write(event, TextNode.valueOf(name));
      event.write(':');
      write(event, TextNode.valueOf(text));
      event.write(',');
    });
    write(event, "\"datacontenttype\":\"" + JSON + "\",\"data\":");
    event.writeBytes(line);
    event.write('}');
    return event.toByteArray();
  }

  private static void write(ByteArrayOutputStream target, String ascii) {
    target.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  private static void write(ByteArrayOutputStream target, JsonNode node) {
    target.writeBytes(Json.bytes(node));
  }
}
