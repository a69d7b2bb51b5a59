/** Tests of jobs, batches and files. */
@NullMarked
package io.cameleer.job;

import org.jspecify.annotations.NullMarked;
