package io.cameleer.job.batch;

import io.cameleer.job.JobId;
import io.cameleer.job.JobOrigin;
import io.cameleer.job.topic.OutgoingRecord;

/**
 * A line of a batch as a job.
 *
 * @param id the job
 * @param origin where it comes from
 * @param record what is sent
 */
public record LineJob(JobId id, JobOrigin.BatchLine origin, OutgoingRecord record) {}
