/** The rules of batches, without a gateway. */
package io.cameleer.job.batch;
