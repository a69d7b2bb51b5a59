package io.cameleer.camel.jobs;

import io.cameleer.camel.ReadinessPart;
import io.cameleer.camel.StopPart;
import io.cameleer.camel.jobs.kafka.JobClients;
import io.cameleer.camel.jobs.kafka.PartialResults;
import io.cameleer.config.KafkaCluster;
import io.cameleer.config.Snapshot;
import io.cameleer.job.JobResults;
import io.cameleer.job.OpenBatches;
import io.cameleer.job.PostedJobs;
import io.cameleer.job.topic.JobReader;
import io.cameleer.job.topic.KeptJobs;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;
import org.apache.camel.spi.PropertiesSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The beans that the files in {@code routes/jobs} name, in the order in which a job meets them, and
 * what they stand on.
 */
@Configuration(proxyBeanMethods = false)
@Import(JobWiring.class)
public class JobBeans {

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

  @Bean
  MeterBinder jobMetrics(JobClients jobClients) {
    return new JobMetrics(jobClients, "jobs");
  }

  @Bean
  MeterBinder batchJobMetrics(JobClients batchJobClients) {
    return new JobMetrics(batchJobClients, "batch-jobs");
  }

  @Bean
  ReadinessPart jobReadiness(
      JobSetup setup, KafkaCluster cluster, JobClients jobClients, JobClients batchJobClients) {
    return new JobReadiness(setup.settings().enabled(), cluster, jobClients, batchJobClients);
  }

  @Bean
  StopPart endJobs(JobClients jobClients, JobClients batchJobClients) {
    return new EndJobs(List.of(jobClients, batchJobClients));
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
    return new PartialResults(setup.settings().topics().partialResults(), setup.client());
  }

  @Bean
  Processor readJob(JobSetup setup) {
    JobReader reader = new JobReader(setup.largestRecord(), setup.settings().work().replyTopics());
    return new ReadJob(reader::read);
  }

  @Bean
  Processor readBatchJob() {
    return new ReadJob(KeptJobs::read);
  }

  @Bean
  Processor awaitTurn(SameJobs sameJobs, JobSetup setup) {
    return new AwaitTurn(sameJobs, setup.settings().work().maxTime());
  }

  @Bean
  Processor findResult(ResultMemory memory) {
    return new FindResult(memory);
  }

  @Bean
  Processor leaveOutUnwanted(OpenBatches batches) {
    return new LeaveOutUnwanted(batches);
  }

  @Bean
  Processor noteStart(PostedJobs postedJobs) {
    return new NoteStart(postedJobs);
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
    return new KeepResult(memory, new JobEnds(setup.settings().work().keepResults()));
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
  Processor writeDeadLetter(MeterRegistry registry) {
    return new WriteDeadLetter(new DeadLetters(registry));
  }

  @Bean
  Processor keepFailure(ResultMemory memory, JobSetup setup) {
    return new KeepFailure(memory, new JobEnds(setup.settings().work().keepResults()));
  }

  @Bean
  Processor leaveWindow(SameJobs sameJobs) {
    return new LeaveWindow(sameJobs);
  }
}
