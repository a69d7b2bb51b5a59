package io.cameleer.job.topic;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a job's record say.
 *
 * @param caller whose job it is; empty where not said
 * @param tags what the call is for
 * @param regions where it has to stay; empty: anywhere
 * @param priority from 0 to 9; 9 goes first
 * @param deadline when it is of no use any more, or null
 * @param replyTopic the topic that gets the result, or null for the usual one
 * @param passedOn headers that the result has, too
 */
public record JobTerms(
    String caller,
    List<String> tags,
    Set<String> regions,
    int priority,
    @Nullable Instant deadline,
    @Nullable String replyTopic,
    Map<String, String> passedOn) {

  /** What holds where nothing is said; the same as in JMS. */
  public static final int USUAL_PRIORITY = 4;

  public JobTerms {
    tags = List.copyOf(tags);
    regions = Set.copyOf(regions);
    passedOn = Map.copyOf(passedOn);
  }

  /** The same, with a result that says this of the trace. */
  JobTerms inTrace(String parent, @Nullable String state) {
    Map<String, String> headers = new HashMap<>(passedOn);
    headers.put(JobHeaders.TRACEPARENT, parent);
    if (state == null) {
      headers.remove(JobHeaders.TRACESTATE);
    } else {
      headers.put(JobHeaders.TRACESTATE, state);
    }
    return new JobTerms(caller, tags, regions, priority, deadline, replyTopic, headers);
  }
}
