package io.cameleer.job.store;

import static io.cameleer.job.store.Samples.NOW;
import static io.cameleer.job.store.Samples.answered;
import static io.cameleer.job.store.Samples.posted;
import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.job.JobId;
import io.cameleer.job.JobOrigin;
import io.cameleer.job.JobResult;
import io.cameleer.job.WebhookOutbox;
import io.cameleer.job.WebhookOutbox.Delivery;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

class WebhookOutboxTest {

  private static final URI HOOK = URI.create("https://example.com/hook");
  private static final Duration LEASE = Duration.ofSeconds(30);

  @OnEachDatabase
  void a_job_that_ends_queues_its_webhook_once(Stores stores) {
    JobId id = endedJob(stores);
    stores.results().save(List.of(answered(id, new JobOrigin.Posted())));

    List<Delivery> claimed = stores.webhooks().claim(10, LEASE);

    assertThat(claimed).hasSize(1);
    Delivery delivery = claimed.get(0);
    assertThat(delivery.id()).matches("msg_[0-9a-f]+");
    assertThat(delivery.jobId()).isEqualTo(id);
    assertThat(delivery.caller()).isEqualTo("sales");
    assertThat(delivery.url()).isEqualTo(HOOK);
    assertThat(delivery.attempt()).isOne();
    assertThat(delivery.createdAt()).isEqualTo(NOW);
  }

  @OnEachDatabase
  void a_job_that_ends_again_after_its_result_expired_queues_nothing(Stores stores) {
    JobId id = endedJob(stores);
    stores.webhooks().claim(10, LEASE).forEach(stores.webhooks()::delivered);
    stores.clock().advance(Duration.ofDays(1));
    stores.results().purgeExpired(10);

    stores.results().save(List.of(answered(id, new JobOrigin.Posted())));

    assertThat(stores.webhooks().claim(10, LEASE)).isEmpty();
  }

  @OnEachDatabase
  void jobs_without_a_webhook_queue_nothing(Stores stores) {
    JobId id = JobId.random();
    stores.postedJobs().create(posted(id, null));
    JobResult unposted = answered(JobId.random(), new JobOrigin.Posted());

    stores.results().save(List.of(answered(id, new JobOrigin.Posted()), unposted));

    assertThat(stores.webhooks().claim(10, LEASE)).isEmpty();
  }

  @OnEachDatabase
  void what_somebody_has_nobody_else_gets_until_the_lease_is_over(Stores stores) {
    endedJob(stores);
    Delivery lost = stores.webhooks().claim(10, LEASE).get(0);
    assertThat(stores.siblingWebhooks().claim(10, LEASE)).isEmpty();

    stores.clock().advance(LEASE);
    Delivery again = stores.siblingWebhooks().claim(10, LEASE).get(0);

    assertThat(again.id()).isEqualTo(lost.id());
    assertThat(again.attempt()).isEqualTo(2);
  }

  @OnEachDatabase
  void one_who_is_late_has_no_say_any_more(Stores stores) {
    endedJob(stores);
    Delivery late = stores.webhooks().claim(10, LEASE).get(0);
    stores.clock().advance(LEASE);
    Delivery current = stores.webhooks().claim(10, LEASE).get(0);

    stores.webhooks().retry(late, NOW);
    stores.webhooks().giveUp(late);
    assertThat(stores.webhooks().claim(10, LEASE)).isEmpty();

    stores.webhooks().retry(current, NOW);
    assertThat(stores.webhooks().claim(10, LEASE)).hasSize(1);
  }

  @OnEachDatabase
  void a_failed_delivery_is_due_when_its_wait_is_over(Stores stores) {
    endedJob(stores);
    Delivery first = stores.webhooks().claim(10, LEASE).get(0);
    stores.webhooks().retry(first, stores.clock().instant().plusSeconds(5));

    assertThat(stores.webhooks().claim(10, LEASE)).isEmpty();
    stores.clock().advance(Duration.ofSeconds(5));
    assertThat(stores.webhooks().claim(10, LEASE)).hasSize(1);
  }

  @OnEachDatabase
  void what_was_delivered_or_given_up_is_forgotten(Stores stores) {
    endedJob(stores);
    endedJob(stores);
    List<Delivery> claimed = stores.webhooks().claim(10, LEASE);

    stores.webhooks().delivered(claimed.get(0));
    stores.webhooks().giveUp(claimed.get(1));

    stores.clock().advance(Duration.ofDays(30));
    assertThat(stores.webhooks().claim(10, LEASE)).isEmpty();
  }

  @OnEachDatabase
  void gateways_that_claim_at_the_same_time_share_the_work(Stores stores) throws Exception {
    for (int i = 0; i < 40; i++) {
      endedJob(stores);
    }
    Set<String> seen = ConcurrentHashMap.newKeySet();
    Set<String> twice = ConcurrentHashMap.newKeySet();
    List<Callable<Void>> gateways = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      WebhookOutbox outbox = i % 2 == 0 ? stores.webhooks() : stores.siblingWebhooks();
      gateways.add(() -> {
        // A claim that loses a race may come back empty although more is due.
        while (seen.size() < 40) {
          for (Delivery delivery : outbox.claim(3, LEASE)) {
            if (!seen.add(delivery.id())) {
              twice.add(delivery.id());
            }
          }
        }
        return null;
      });
    }

    JobResultsTest.atOnce(gateways);

    assertThat(twice).isEmpty();
    assertThat(seen).hasSize(40);
  }

  private static JobId endedJob(Stores stores) {
    JobId id = JobId.random();
    stores.postedJobs().create(posted(id, HOOK));
    stores.results().save(List.of(answered(id, new JobOrigin.Posted())));
    return id;
  }
}
