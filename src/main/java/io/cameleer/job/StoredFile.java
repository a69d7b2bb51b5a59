package io.cameleer.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a file; its content is in the {@link ContentStorage}.
 *
 * @param id names it
 * @param caller whose file it is; empty where callers have no names
 * @param bytes its size
 * @param createdAt when it was stored
 * @param expiresAt when it is deleted, or null: never
 * @param filename the name its owner gave it; never used as a path
 * @param purpose what it is for, such as {@code batch} or {@code batch_output}
 * @param status what its status field says
 */
public record StoredFile(
    FileId id,
    String caller,
    long bytes,
    Instant createdAt,
    @Nullable Instant expiresAt,
    String filename,
    String purpose,
    FileStatus status) {}
