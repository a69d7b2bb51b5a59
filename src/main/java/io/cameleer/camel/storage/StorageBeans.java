package io.cameleer.camel.storage;

import io.cameleer.camel.StopPart;
import io.cameleer.config.Settings;
import io.cameleer.job.AnnouncedResults;
import io.cameleer.job.AwaitedJobs;
import io.cameleer.job.Batches;
import io.cameleer.job.ContentStorage;
import io.cameleer.job.Idempotency;
import io.cameleer.job.JobResults;
import io.cameleer.job.Leases;
import io.cameleer.job.PostedJobs;
import io.cameleer.job.StoredFiles;
import io.cameleer.job.WebhookOutbox;
import io.cameleer.job.store.Database;
import io.cameleer.job.store.SqlBatches;
import io.cameleer.job.store.SqlIdempotency;
import io.cameleer.job.store.SqlJobResults;
import io.cameleer.job.store.SqlLeases;
import io.cameleer.job.store.SqlPostedJobs;
import io.cameleer.job.store.SqlStoredFiles;
import io.cameleer.job.store.SqlWebhookOutbox;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The database and what is in it. Nothing is opened before it is needed: at the start where there
 * are jobs, else when a call with an {@code Idempotency-Key} comes.
 */
@Configuration(proxyBeanMethods = false)
public class StorageBeans {

  private static final Clock CLOCK = Clock.systemUTC();
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  Database database(Settings settings) {
    return Database.of(settings.database());
  }

  @Bean
  DatabaseStart databaseStart(Database database, Settings settings) {
    return new DatabaseStart(database, settings);
  }

  @Bean
  AwaitedJobs awaitedJobs(Database database) {
    return new AwaitedJobs(new SqlJobResults(database, CLOCK), LOOK_EVERY);
  }

  @Bean
  StopPart endWaits(AwaitedJobs awaited) {
    return new EndWaits(awaited);
  }

  @Bean
  @ConditionalOnMissingBean
  JobResults jobResults(Database database, AwaitedJobs awaited) {
    return new AnnouncedResults(new SqlJobResults(database, CLOCK), awaited);
  }

  @Bean
  PostedJobs postedJobs(Database database) {
    return new SqlPostedJobs(database, CLOCK);
  }

  @Bean
  WebhookOutbox webhookOutbox(Database database) {
    return new SqlWebhookOutbox(database, CLOCK);
  }

  @Bean
  Batches batches(Database database) {
    return new SqlBatches(database);
  }

  @Bean
  StoredFiles storedFiles(Database database) {
    return new SqlStoredFiles(database, CLOCK);
  }

  @Bean
  Idempotency idempotency(Database database) {
    return new SqlIdempotency(database, CLOCK);
  }

  @Bean
  Leases leases(Database database) {
    return new SqlLeases(database, CLOCK);
  }

  @Bean(destroyMethod = "close")
  ContentStorage contentStorage(Settings settings) {
    return new ContentsWhenNeeded(settings.jobs().files().place());
  }
}
