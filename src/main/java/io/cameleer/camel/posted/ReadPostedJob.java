package io.cameleer.camel.posted;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.cameleer.api.ChatRequestReader;
import io.cameleer.api.EmbeddingRequestReader;
import io.cameleer.camel.ClientConnection;
import io.cameleer.camel.Variables;
import io.cameleer.camel.idempotency.HeldKey;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.config.JobSettings;
import io.cameleer.job.JobId;
import io.cameleer.job.JobRequest;
import io.cameleer.job.JobStatus;
import io.cameleer.job.PostedJob;
import io.cameleer.job.topic.JobEndpoint;
import io.cameleer.job.topic.JobLine;
import io.cameleer.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * Reads the job that is posted into the variable {@code job}. Its request is checked as that of a
 * call would be: who posts nonsense learns it now.
 */
final class ReadPostedJob implements Processor {

  private final JobSettings settings;
  private final Clock clock;
  private final ChatRequestReader chat = new ChatRequestReader();
  private final EmbeddingRequestReader embeddings = new EmbeddingRequestReader();

  ReadPostedJob(JobSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public void process(Exchange exchange) throws JsonProcessingException {
    ClientConnection client = Variables.client(exchange);
    Instant now = clock.instant();
    JobLine line = line(exchange.getMessage().getBody(byte[].class));
    PostedTerms terms = PostedTerms.read(client, settings.webhooks(), now);
    Instant end = terms.deadline() == null ? now.plus(settings.work().maxTime()) : terms.deadline();
    String caller = client.callerName();
    PostedState.keep(
        exchange,
        new PostedJob(
            id(exchange, caller),
            caller,
            new JobRequest(
                line.customId(), line.endpoint().url(), terms.headers(), Json.bytes(line.body())),
            JobStatus.QUEUED,
            now,
            null,
            end.plus(settings.work().keepResults()),
            terms.webhook()));
  }

  private JobLine line(byte @Nullable [] body) throws JsonProcessingException {
    JobLine line = JobLine.read(Json.read(body == null ? new byte[0] : body));
    if (line.endpoint() == JobEndpoint.EMBEDDINGS) {
      embeddings.read(line.body());
    } else if (chat.read(line.body()).streaming().enabled()) {
      throw new CallFailedException(
          Failure.badRequest(
              "unsupported_value",
              "stream",
              "A job's answer is not streamed. Leave out 'stream', or call"
                  + " POST /v1/chat/completions."));
    }
    return line;
  }

  /** Under an idempotency key the job is the same again, even if its first gateway died early. */
  private static JobId id(Exchange exchange, String caller) {
    String name = HeldKey.nameOf(exchange);
    return name == null
        ? JobId.random()
        : JobId.ofContent(caller, name.getBytes(StandardCharsets.UTF_8));
  }
}
