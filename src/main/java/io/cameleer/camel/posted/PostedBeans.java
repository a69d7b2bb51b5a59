package io.cameleer.camel.posted;

import io.cameleer.camel.jobs.JobSetup;
import io.cameleer.camel.storage.ForgetExpired;
import io.cameleer.job.AwaitedJobs;
import io.cameleer.job.JobResults;
import io.cameleer.job.Leases;
import io.cameleer.job.PostedJob;
import io.cameleer.job.PostedJobs;
import java.time.Clock;
import java.util.List;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The beans that the routes of posted jobs name, in the order in which a job meets them, and what
 * they stand on.
 */
@Configuration(proxyBeanMethods = false)
public class PostedBeans {

  private static final Clock CLOCK = Clock.systemUTC();

  @Bean
  ShownJobs shownJobs(PostedJobs jobs, JobResults results) {
    return new ShownJobs(jobs, results);
  }

  @Bean
  Processor requireJobs(JobSetup setup) {
    return new RequireJobs(setup.settings().enabled());
  }

  @Bean
  Processor readPostedJob(JobSetup setup) {
    return new ReadPostedJob(setup.settings(), CLOCK);
  }

  @Bean
  Processor keepPostedJob(PostedJobs jobs) {
    return new KeepPostedJob(jobs);
  }

  @Bean
  Predicate isToBeSent() {
    return exchange -> !exchange.getMessage().getBody(List.class).isEmpty();
  }

  @Bean
  Processor noteSent(PostedJobs jobs) {
    return new NoteSent(jobs);
  }

  @Bean
  Processor jobNotSent(JobResults results, JobSetup setup) {
    return new JobNotSent(results, setup.settings().work().keepResults(), CLOCK);
  }

  @Bean
  Processor writeJob() {
    return new WriteJob();
  }

  @Bean
  Processor findJob(ShownJobs jobs) {
    return new FindJob(jobs);
  }

  @Bean
  Predicate prefersToWait() {
    return AwaitJob::isWished;
  }

  @Bean
  Processor awaitJob(AwaitedJobs awaited, ShownJobs jobs) {
    return new AwaitJob(awaited, jobs);
  }

  @Bean
  Processor findUnsentJobs(PostedJobs jobs, Leases leases) {
    return new UnsentJobs(jobs, leases, CLOCK);
  }

  @Bean
  Processor forgetExpiredJobs(PostedJobs jobs) {
    return new ForgetExpired(jobs::purgeExpired);
  }

  /** Of a job among those that were not sent. */
  @Bean
  Processor writeJobRecord() {
    return exchange -> {
      PostedJob job = exchange.getMessage().getMandatoryBody(PostedJob.class);
      PostedState.keep(exchange, job);
      exchange.getMessage().setBody(List.of(KeepPostedJob.record(job)));
    };
  }
}
