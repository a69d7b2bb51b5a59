package io.cameleer.camel.jobs;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.cameleer.api.ChatRequestReader;
import io.cameleer.api.EmbeddingRequestReader;
import io.cameleer.job.topic.JobEndpoint;
import io.cameleer.job.topic.JobRecord;
import io.cameleer.job.topic.ReceivedJob;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Reads a job out of the record in the body. A record that holds none is refused with a failure
 * that says why.
 */
final class ReadJob implements Processor {

  private final Function<JobRecord, ReceivedJob> reader;
  private final ChatRequestReader chat = new ChatRequestReader();
  private final EmbeddingRequestReader embeddings = new EmbeddingRequestReader();

  /** Reads as this says. */
  ReadJob(Function<JobRecord, ReceivedJob> reader) {
    this.reader = reader;
  }

  @Override
  public void process(Exchange exchange) {
    JobState state = JobState.begin(exchange);
    state.hand().requireOurs();
    ReceivedJob job = reader.apply(state.hand().record());
    // The tree is several times as large as the request, and jobs wait by the hundred.
    state.read(job.withBody(MissingNode.getInstance()));
    state.asks(
        job.endpoint() == JobEndpoint.EMBEDDINGS
            ? embeddings.read(job.body())
            : chat.read(job.body()));
  }
}
