package io.cameleer.camel.jobs.kafka;

import io.cameleer.api.ChatChunkWriter;
import io.cameleer.attempt.ChunkSink;
import io.cameleer.attempt.Provenance;
import io.cameleer.chat.ChatAggregator;
import io.cameleer.chat.ChatChunk;
import io.cameleer.chat.ChatReply;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Failure;
import io.cameleer.job.topic.JobHeaders;
import io.cameleer.job.topic.OutgoingRecord;
import io.cameleer.job.topic.ReceivedJob;
import io.cameleer.job.topic.RecordHeader;
import io.cameleer.json.Json;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The answer of a job that wants it streamed: each piece is published as it comes, and the whole is
 * put together for the result.
 */
public final class PartialAnswer implements ChunkSink {

  private final ReceivedJob job;
  private final boolean legacyFunctions;
  private final Consumer<OutgoingRecord> target;
  private final ChatChunkWriter writer = new ChatChunkWriter();
  private final ChatAggregator whole = new ChatAggregator();
  private int pieces;

  PartialAnswer(ReceivedJob job, ChatRequest request, Consumer<OutgoingRecord> target) {
    this.job = job;
    this.legacyFunctions = request.tooling().legacyFunctions();
    this.target = target;
  }

  @Override
  public void open(Provenance provenance, Map<String, String> keptHeaders) {
    // The result says who answered.
  }

  @Override
  public void chunk(ChatChunk chunk) {
    whole.accept(chunk);
    byte[] value = Json.bytes(writer.write(chunk, true, legacyFunctions));
    target.accept(
        new OutgoingRecord(
            job.key(),
            value,
            List.of(
                RecordHeader.of(JobHeaders.JOB_ID, job.id().value()),
                RecordHeader.of(JobHeaders.SEQUENCE, Integer.toString(pieces++)),
                RecordHeader.of(JobHeaders.CONTENT_TYPE, "application/json"))));
  }

  @Override
  public void complete() {
    // The result is the end.
  }

  @Override
  public void fail(Failure failure) {
    // The dead letter is the end.
  }

  /** The whole answer. */
  public ChatReply reply() {
    return whole.reply();
  }
}
