/**
 * What is remembered of jobs, batches and files, in a relational database: SQLite in a file of the
 * gateway's own, or PostgreSQL, which several gateways share. The SQL is the same for both and
 * stands at the top of the class that uses it; the schema is in {@code cameleer/db/migration}.
 */
@NullMarked
package io.cameleer.job.store;

import org.jspecify.annotations.NullMarked;
