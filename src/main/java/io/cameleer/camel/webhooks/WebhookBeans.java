package io.cameleer.camel.webhooks;

import io.cameleer.camel.jobs.JobSetup;
import io.cameleer.camel.posted.ShownJobs;
import io.cameleer.config.WebhookSettings;
import io.cameleer.job.RetrySchedule;
import io.cameleer.job.WebhookOutbox;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.Processor;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The beans that the routes of webhooks name, in the order in which a webhook meets them, and what
 * they stand on.
 */
@Configuration(proxyBeanMethods = false)
public class WebhookBeans {

  private static final int MOST_AT_ONCE = 64;
  private static final Clock CLOCK = Clock.systemUTC();

  @Bean
  Deliveries deliveries(WebhookOutbox outbox) {
    return new Deliveries(outbox, RetrySchedule.WEBHOOKS, CLOCK, MOST_AT_ONCE);
  }

  /** Without a key to sign with there are no webhooks, though there may have been. */
  @Bean
  Processor claimWebhooks(Deliveries deliveries, JobSetup setup) {
    boolean signed = setup.settings().webhooks().key() != null;
    return exchange -> exchange.getMessage().setBody(signed ? deliveries.claim() : List.of());
  }

  /** One virtual thread for each delivery. */
  @Bean(destroyMethod = "shutdownNow", defaultCandidate = false)
  ExecutorService webhookThreads() {
    return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("webhook-", 0).factory());
  }

  @Bean
  Processor writeWebhook(Deliveries deliveries, ShownJobs jobs, JobSetup setup) {
    return new WriteWebhook(deliveries, jobs, setup.settings().webhooks(), CLOCK);
  }

  @Bean(defaultCandidate = false)
  CloseableHttpClient webhookClient(
      JobSetup setup, @Qualifier("upstreamTimer") ScheduledExecutorService timer) {
    WebhookSettings settings = setup.settings().webhooks();
    SystemDefaultDnsResolver all = SystemDefaultDnsResolver.INSTANCE;
    return WebhookClient.create(
        settings.allowPrivate() ? all : new PublicHosts(all),
        MOST_AT_ONCE,
        Deliveries.PATIENCE,
        timer);
  }

  @Bean
  Processor noteDelivery(Deliveries deliveries) {
    return new NoteDelivery(deliveries);
  }

  @Bean
  Processor deliveryFailed(Deliveries deliveries) {
    return new DeliveryFailed(deliveries);
  }

  @Bean
  Processor endDelivery(Deliveries deliveries) {
    return exchange -> deliveries.end(DeliveryState.of(exchange));
  }
}
