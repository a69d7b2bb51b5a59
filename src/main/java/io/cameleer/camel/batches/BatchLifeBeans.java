package io.cameleer.camel.batches;

import io.cameleer.camel.jobs.JobSetup;
import io.cameleer.camel.storage.ForgetExpired;
import io.cameleer.config.BatchSettings;
import io.cameleer.job.Batches;
import io.cameleer.job.ContentStorage;
import io.cameleer.job.JobResults;
import io.cameleer.job.Leases;
import io.cameleer.job.StoredFiles;
import io.cameleer.job.batch.BatchLimits;
import io.cameleer.job.batch.BatchPace;
import io.cameleer.job.batch.BatchTask;
import io.cameleer.job.batch.ResultFiles;
import io.cameleer.job.batch.Validation;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans that move batches on, in the order in which {@code routes/jobs} names them. */
@Configuration(proxyBeanMethods = false)
class BatchLifeBeans {

  private static final InstantSource CLOCK = InstantSource.system();

  @Bean
  @ConditionalOnMissingBean
  BatchLimits batchLimits(JobSetup setup) {
    BatchSettings batches = setup.settings().batches();
    long fileBytes = Math.min(batches.maxBytes(), setup.settings().files().maxBytes());
    return BatchLimits.of(
        fileBytes, batches.maxLines(), (int) Math.min(Integer.MAX_VALUE, setup.largestRecord()));
  }

  @Bean
  @ConditionalOnMissingBean
  BatchPace batchPace() {
    return BatchPace.DEFAULT;
  }

  @Bean
  BatchWatch batchWatch(BatchPace pace) {
    return new BatchWatch(pace, CLOCK);
  }

  /** One virtual thread for each batch that is moved on. */
  @Bean(destroyMethod = "shutdownNow", defaultCandidate = false)
  ExecutorService batchThreads() {
    return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("batch-", 0).factory());
  }

  @Bean
  OpenBatchMemory openBatches(Batches batches) {
    return new OpenBatchMemory(batches);
  }

  @Bean
  Processor findDueBatches(Batches batches, BatchWatch watch, OpenBatchMemory open) {
    return new FindDueBatches(batches, watch, open);
  }

  @Bean
  Processor takeBatch(BatchWatch watch, Batches batches, Leases leases, JobSetup setup) {
    return new TakeBatch(watch, batches, leases, setup.instance() + '/' + UUID.randomUUID());
  }

  @Bean
  Predicate batchIsToBeValidated() {
    return exchange -> BatchInHand.of(exchange).due() == BatchTask.VALIDATE;
  }

  @Bean
  Processor validateInput(ContentStorage contents, BatchLimits limits, Batches batches) {
    return new ValidateInput(new Validation(contents, limits, CLOCK), batches);
  }

  @Bean
  Predicate batchIsToBeSent() {
    return exchange -> BatchInHand.of(exchange).due() == BatchTask.SEND;
  }

  @Bean
  Processor openLines(ContentStorage contents, BatchLimits limits) {
    return new OpenLines(contents, limits);
  }

  @Bean
  Predicate hasLinesLeft() {
    return exchange -> BatchInHand.of(exchange).hasLinesLeft();
  }

  @Bean
  Processor awaitRoom(Batches batches, BatchPace pace) {
    return new AwaitRoom(batches, pace);
  }

  @Bean
  Processor nextLines() {
    return new NextLines();
  }

  @Bean
  Processor linesOneByOne() {
    return new LinesOneByOne();
  }

  @Bean
  Processor refuseLine(JobResults results, JobSetup setup) {
    return new RefuseLine(results, setup.settings().work().keepResults());
  }

  @Bean
  Processor noteLinesSent(Batches batches) {
    return new NoteSent(batches);
  }

  @Bean
  Predicate batchIsToBeFinished() {
    return exchange -> BatchInHand.of(exchange).due() == BatchTask.FINISH;
  }

  @Bean
  Processor closeBatch(Batches batches) {
    return new CloseBatch(batches);
  }

  @Bean
  Processor writeResultFiles(StoredFiles files, ContentStorage contents, JobResults results) {
    return new WriteResultFiles(new ResultFiles(files, contents, results, CLOCK));
  }

  @Bean
  Processor concludeBatch(Batches batches) {
    return new ConcludeBatch(batches);
  }

  @Bean
  Processor batchSetback(BatchWatch watch) {
    return new BatchSetback(watch);
  }

  @Bean
  Processor leaveBatch() {
    return new LeaveBatch();
  }

  @Bean
  Processor deleteExpiredFiles(StoredFiles files, ContentStorage contents, Batches batches) {
    return new DeleteExpiredFiles(files, contents, batches);
  }

  @Bean
  Processor forgetExpiredResults(JobResults results) {
    return new ForgetExpired(results::purgeExpired);
  }
}
