package io.cameleer.job.store;

import static io.cameleer.job.store.Samples.NOW;
import static io.cameleer.job.store.Samples.answered;
import static io.cameleer.job.store.Samples.posted;
import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.job.JobId;
import io.cameleer.job.JobOrigin;
import io.cameleer.job.JobStatus;
import io.cameleer.job.PostedJob;
import java.net.URI;
import java.time.Duration;
import java.util.List;

class PostedJobsTest {

  @OnEachDatabase
  void a_job_is_found_as_it_was_posted_by_its_owner_alone(Stores stores) {
    PostedJob job = posted(JobId.random(), URI.create("https://example.com/hook?a=b"));

    stores.postedJobs().create(job);

    assertThat(stores.postedJobs().find("sales", job.id()).orElseThrow())
        .usingRecursiveComparison()
        .isEqualTo(job);
    assertThat(stores.postedJobs().find("support", job.id())).isEmpty();
    assertThat(stores.postedJobs().find("sales", JobId.random())).isEmpty();
  }

  @OnEachDatabase
  void jobs_that_a_dead_gateway_left_unsent_are_found(Stores stores) {
    PostedJob older = posted(JobId.random(), NOW, null);
    PostedJob younger = posted(JobId.random(), NOW.plusSeconds(1), null);
    PostedJob sent = posted(JobId.random(), NOW, null);
    PostedJob ended = posted(JobId.random(), NOW, null);
    List.of(younger, older, sent, ended).forEach(stores.postedJobs()::create);
    stores.postedJobs().sent(sent.id());
    stores.results().save(List.of(answered(ended.id(), new JobOrigin.Posted())));

    assertThat(stores.postedJobs().unsent(NOW.plusSeconds(2), 10))
        .extracting(PostedJob::id)
        .containsExactly(older.id(), younger.id());
    assertThat(stores.postedJobs().unsent(NOW.plusSeconds(1), 10))
        .extracting(PostedJob::id)
        .containsExactly(older.id());
    assertThat(stores.postedJobs().unsent(NOW.plusSeconds(2), 1)).hasSize(1);
    assertThat(stores.postedJobs().unfinished(NOW.plusSeconds(2), 10))
        .extracting(PostedJob::id)
        .containsExactlyInAnyOrder(older.id(), younger.id(), sent.id());
  }

  @OnEachDatabase
  void a_job_that_was_started_is_in_progress_until_it_ends(Stores stores) {
    PostedJob waiting = posted(JobId.random(), null);
    PostedJob ended = posted(JobId.random(), null);
    List.of(waiting, ended).forEach(stores.postedJobs()::create);
    stores.results().save(List.of(answered(ended.id(), new JobOrigin.Posted())));

    stores.postedJobs().started(List.of());
    stores.postedJobs().started(List.of(waiting.id(), ended.id(), JobId.random()));

    assertThat(status(stores, waiting.id())).isEqualTo(JobStatus.IN_PROGRESS);
    assertThat(status(stores, ended.id())).isEqualTo(JobStatus.COMPLETED);
  }

  private static JobStatus status(Stores stores, JobId id) {
    return stores.postedJobs().find("sales", id).orElseThrow().status();
  }

  @OnEachDatabase
  void expired_jobs_are_forgotten(Stores stores) {
    PostedJob job = posted(JobId.random(), null);
    stores.postedJobs().create(job);
    assertThat(stores.postedJobs().purgeExpired(10)).isZero();

    stores.clock().advance(Duration.ofDays(1));

    assertThat(stores.postedJobs().purgeExpired(10)).isOne();
    assertThat(stores.postedJobs().find("sales", job.id())).isEmpty();
  }
}
