package io.cameleer.camel.jobs;

import io.cameleer.config.Snapshot;
import io.cameleer.job.JobResults;
import io.cameleer.job.topic.JobReader;
import io.cameleer.job.topic.KeptJobs;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;
import org.apache.camel.spi.PropertiesSource;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.ContextClosedEvent;

/**
 * The beans that the files in {@code routes/jobs} name, in the order in which a job meets them, and
 * what they stand on.
 */
// WIRE @Configuration(proxyBeanMethods = false)
class JobBeans {

  @Bean
  PropertiesSource jobPlaceholders(JobSetup setup) {
    return new JobPlaceholders(setup);
  }

  @Bean
  JobClients jobClients(JobSetup setup) {
    return new JobClients(setup.client(), setup.instance() + "-jobs", setup.jobs());
  }

  @Bean
  JobClients batchJobClients(JobSetup setup) {
    return new JobClients(setup.client(), setup.instance() + "-batch-jobs", setup.batchJobs());
  }

  /** Before Camel waits for the routes: jobs that have not begun must not begin now. */
  @Bean
  ApplicationListener<ContextClosedEvent> leaveWaitingJobs(
      JobClients jobClients, JobClients batchJobClients) {
    return closing -> {
      jobClients.stop();
      batchJobClients.stop();
    };
  }

  /** One virtual thread for each job. */
  @Bean(destroyMethod = "shutdownNow", defaultCandidate = false)
  ExecutorService jobThreads() {
    return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("job-", 0).factory());
  }

  @Bean
  SameJobs sameJobs() {
    return new SameJobs();
  }

  @Bean
  ResultMemory resultMemory(JobResults results) {
    return new ResultMemory(results);
  }

  @Bean
  PartialResults partialResults(JobSetup setup) {
    return new PartialResults(setup.topics().partialResults(), setup.client());
  }

  @Bean
  Processor readJob(JobSetup setup) {
    JobReader reader = new JobReader(setup.limits().recordBytes(), setup.topics().replyTopics());
    return new ReadJob(reader::read);
  }

  @Bean
  Processor readBatchJob() {
    return new ReadJob(KeptJobs::read);
  }

  @Bean
  Processor awaitTurn(SameJobs sameJobs, JobSetup setup) {
    return new AwaitTurn(sameJobs, setup.limits().time());
  }

  @Bean
  Processor findResult(ResultMemory memory) {
    return new FindResult(memory);
  }

  @Bean
  Predicate isToBeCalled() {
    return exchange -> {
      JobState state = JobState.of(exchange);
      return state.result() == null && !state.duplicate();
    };
  }

  @Bean
  Processor prepareCall(Supplier<Snapshot> configuration, PartialResults results) {
    return new PrepareCall(() -> configuration.get().settings(), results);
  }

  @Bean
  Predicate wantsEmbeddings() {
    return exchange -> JobState.of(exchange).wantsEmbeddings();
  }

  @Bean
  Processor takeAnswer() {
    return new TakeAnswer();
  }

  @Bean
  Processor keepResult(ResultMemory memory, JobSetup setup) {
    return new KeepResult(memory, new JobEnds(setup.limits().keep()));
  }

  @Bean
  Processor awaitRetry(Supplier<Snapshot> configuration) {
    return new AwaitRetry(() -> configuration.get().settings().retries());
  }

  @Bean
  Predicate hasResult() {
    return exchange -> JobState.of(exchange).result() != null;
  }

  @Bean
  Processor writeResult() {
    return new WriteResult();
  }

  @Bean
  Processor jobGivenUp() {
    return new JobGivenUp();
  }

  @Bean
  Processor writeDeadLetter() {
    return new WriteDeadLetter();
  }

  @Bean
  Processor keepFailure(ResultMemory memory, JobSetup setup) {
    return new KeepFailure(memory, new JobEnds(setup.limits().keep()));
  }

  @Bean
  Processor leaveWindow(SameJobs sameJobs) {
    return new LeaveWindow(sameJobs);
  }
}
