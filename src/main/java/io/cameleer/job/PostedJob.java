package io.cameleer.job;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job that was posted to {@code /v1/jobs}.
 *
 * @param id names it
 * @param caller whose job it is; empty where callers have no names
 * @param request what to call, kept until the job has ended so that it can be sent again
 * @param status how far it has got
 * @param createdAt when it was accepted
 * @param finishedAt when it ended, or null
 * @param expiresAt when it may be forgotten
 * @param webhook who is told when it ends, or null: nobody
 */
public record PostedJob(
    JobId id,
    String caller,
    JobRequest request,
    JobStatus status,
    Instant createdAt,
    @Nullable Instant finishedAt,
    Instant expiresAt,
    @Nullable URI webhook) {}
