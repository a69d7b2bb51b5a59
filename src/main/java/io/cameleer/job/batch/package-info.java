/**
 * The rules of batches: what an input file has to be, what is due for a batch, the jobs of its
 * lines, and the files with its results.
 */
@NullMarked
package io.cameleer.job.batch;

import org.jspecify.annotations.NullMarked;
