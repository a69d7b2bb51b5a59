/** Tests of what is remembered of jobs, on every database that may hold it. */
@NullMarked
package io.cameleer.job.store;

import org.jspecify.annotations.NullMarked;
