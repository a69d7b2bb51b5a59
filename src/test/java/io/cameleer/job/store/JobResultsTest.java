package io.cameleer.job.store;

import static io.cameleer.job.store.Samples.NOW;
import static io.cameleer.job.store.Samples.answered;
import static io.cameleer.job.store.Samples.failed;
import static io.cameleer.job.store.Samples.failedLine;
import static io.cameleer.job.store.Samples.line;
import static io.cameleer.job.store.Samples.lines;
import static io.cameleer.job.store.Samples.posted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cameleer.job.Batch;
import io.cameleer.job.BatchId;
import io.cameleer.job.BatchStatus;
import io.cameleer.job.JobId;
import io.cameleer.job.JobOrigin;
import io.cameleer.job.JobOrigin.BatchLine;
import io.cameleer.job.JobResult;
import io.cameleer.job.JobResults;
import io.cameleer.job.JobResults.Saved;
import io.cameleer.job.JobStatus;
import io.cameleer.job.PostedJob;
import io.cameleer.job.RequestCounts;
import io.cameleer.job.StoreException;
import io.cameleer.job.TokenCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class JobResultsTest {

  @OnEachDatabase
  void what_was_saved_is_found_as_it_was(Stores stores) {
    List<JobResult> results =
        List.of(
            answered(JobId.random()),
            answered(JobId.random(), new JobOrigin.Posted()),
            failed(JobId.random(), new JobOrigin.Topic()));

    stores.results().save(results);

    Map<JobId, JobResult> found = stores.results().find(ids(results));
    assertThat(found).hasSize(3);
    results.forEach(
        result -> assertThat(found.get(result.id())).usingRecursiveComparison().isEqualTo(result));
  }

  @OnEachDatabase
  void unknown_jobs_are_not_found(Stores stores) {
    assertThat(stores.results().find(List.of())).isEmpty();
    assertThat(stores.results().find(List.of(JobId.random(), JobId.random()))).isEmpty();
    assertThat(stores.results().save(List.of()).known()).isEmpty();
  }

  @OnEachDatabase
  void a_whole_poll_of_jobs_is_looked_up_at_once(Stores stores) {
    List<JobResult> results =
        IntStream.range(0, 777).mapToObj(i -> answered(JobId.random())).toList();
    stores.results().save(results);
    List<JobId> asked = new ArrayList<>(ids(results));
    asked.add(JobId.random());

    assertThat(stores.results().find(asked).keySet())
        .containsExactlyInAnyOrderElementsOf(ids(results));
  }

  @OnEachDatabase
  void a_job_keeps_the_result_it_has(Stores stores) {
    JobResult first = answered(JobId.random());
    JobResult second = failed(first.id(), new JobOrigin.Topic());
    JobResult other = answered(JobId.random());
    stores.results().save(List.of(first));

    Saved saved = stores.results().save(List.of(second, other));

    assertThat(saved.known().get(first.id())).usingRecursiveComparison().isEqualTo(first);
    assertThat(saved.known().get(other.id())).usingRecursiveComparison().isEqualTo(other);
    assertThat(stores.results().find(List.of(first.id())).get(first.id()).succeeded()).isTrue();
  }

  @OnEachDatabase
  void a_job_that_ended_twice_in_one_save_has_one_result(Stores stores) {
    BatchId batch = started(stores, 2);

    Saved saved = stores.results().save(List.of(line(batch, 1), failedLine(batch, 1)));

    assertThat(saved.known()).hasSize(1);
    assertThat(saved.batches()).containsEntry(batch, new RequestCounts(2, 1, 0));
  }

  @OnEachDatabase
  void all_results_of_a_save_are_written_or_none(Stores stores) {
    JobResult good = answered(JobId.random());
    JobResult bad = unwritable(JobId.random());

    assertThatThrownBy(() -> stores.results().save(List.of(good, bad)))
        .isInstanceOf(StoreException.class);

    assertThat(stores.results().find(List.of(good.id(), bad.id()))).isEmpty();
  }

  @OnEachDatabase
  void a_character_that_no_database_takes_keeps_no_result_from_being_written(Stores stores) {
    BatchId batch = started(stores, 1);
    JobResult result =
        answered(JobId.ofLine(batch, 1), new BatchLine(batch, 1, "a\0b \uD83D\uDC2A"));

    Saved saved = stores.results().save(List.of(result));

    assertThat(saved.batches()).containsEntry(batch, new RequestCounts(1, 1, 0));
    assertThat(stores.results().find(List.of(result.id())).get(result.id()).origin())
        .isEqualTo(new BatchLine(batch, 1, "a\uFFFDb \uD83D\uDC2A"));
  }

  @OnEachDatabase
  void batches_count_their_lines_once(Stores stores) {
    BatchId one = started(stores, 5);
    BatchId two = started(stores, 2);

    stores.results().save(List.of(line(one, 1), line(two, 1), failedLine(one, 2)));
    Saved saved = stores.results().save(List.of(line(one, 1), line(one, 3), line(two, 2)));

    assertThat(saved.batches())
        .isEqualTo(Map.of(one, new RequestCounts(5, 2, 1), two, new RequestCounts(2, 2, 0)));
    assertThat(saved.batches().get(two).isDone()).isTrue();
    Batch batch = stores.batches().find(one).orElseThrow();
    assertThat(batch.progress().counts()).isEqualTo(new RequestCounts(5, 2, 1));
    assertThat(batch.progress().tokens()).isEqualTo(new TokenCounts(20, 8, 40, 10));
  }

  @OnEachDatabase
  void a_batch_that_is_finalised_takes_no_more_results(Stores stores) {
    BatchId id = started(stores, 2);
    stores.results().save(List.of(line(id, 1)));
    Batch batch = stores.batches().find(id).orElseThrow();
    stores.batches().replace(BatchStatus.IN_PROGRESS, batch.finalizing(NOW));

    Saved saved = stores.results().save(List.of(line(id, 2)));

    assertThat(saved.known()).isEmpty();
    assertThat(saved.batches()).isEmpty();
    assertThat(stores.results().ofBatch(id)).hasSize(1);
    assertThat(stores.batches().find(id).orElseThrow().progress().counts())
        .isEqualTo(new RequestCounts(2, 1, 0));
  }

  @OnEachDatabase
  void a_batch_that_is_cancelled_takes_results_until_it_is_closed(Stores stores) {
    BatchId id = started(stores, 3);
    Batch batch = stores.batches().find(id).orElseThrow();
    stores.batches().replace(BatchStatus.IN_PROGRESS, batch.cancel(NOW));

    Saved before = stores.results().save(List.of(line(id, 1)));
    stores.batches().close(id);
    Saved after = stores.results().save(List.of(line(id, 2)));

    assertThat(before.known()).hasSize(1);
    assertThat(after.known()).isEmpty();
  }

  @OnEachDatabase
  void the_results_of_a_batch_come_in_the_order_of_its_lines(Stores stores) {
    BatchId id = started(stores, 250);
    BatchId other = started(stores, 1);
    List<JobResult> shuffled = new ArrayList<>(lines(id, 1, 250));
    Collections.shuffle(shuffled, new Random(1));
    stores.results().save(shuffled.subList(0, 100));
    stores.results().save(shuffled.subList(100, 250));
    stores.results().save(lines(other, 1, 1));

    try (Stream<JobResult> results = stores.results().ofBatch(id)) {
      assertThat(results.map(result -> ((BatchLine) result.origin()).line()))
          .containsExactlyElementsOf(IntStream.rangeClosed(1, 250).boxed().toList());
    }
    assertThat(stores.results().ofBatch(id).findFirst().orElseThrow())
        .usingRecursiveComparison()
        .isEqualTo(line(id, 1));
    assertThat(stores.results().ofBatch(BatchId.random())).isEmpty();
  }

  @OnEachDatabase
  void posted_jobs_end_with_their_results(Stores stores) {
    JobId good = JobId.random();
    JobId bad = JobId.random();
    stores.postedJobs().create(posted(good, null));
    stores.postedJobs().create(posted(bad, null));

    stores
        .results()
        .save(List.of(answered(good, new JobOrigin.Posted()), failed(bad, new JobOrigin.Posted())));

    PostedJob job = stores.postedJobs().find("sales", good).orElseThrow();
    assertThat(job.status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(job.finishedAt()).isEqualTo(NOW);
    assertThat(job.request().body()).isEmpty();
    assertThat(stores.postedJobs().find("sales", bad).orElseThrow().status())
        .isEqualTo(JobStatus.FAILED);
  }

  @OnEachDatabase
  void expired_results_are_forgotten_in_portions(Stores stores) {
    List<JobResult> results =
        IntStream.range(0, 5).mapToObj(i -> answered(JobId.random())).toList();
    stores.results().save(results);

    assertThat(stores.results().purgeExpired(3)).isZero();
    stores.clock().advance(Duration.ofDays(1));

    assertThat(stores.results().purgeExpired(3)).isEqualTo(3);
    assertThat(stores.results().purgeExpired(3)).isEqualTo(2);
    assertThat(stores.results().find(ids(results))).isEmpty();
  }

  @OnEachDatabase
  void gateways_that_save_the_same_jobs_at_the_same_time_agree(Stores stores) throws Exception {
    BatchId one = started(stores, 200);
    BatchId two = started(stores, 200);
    List<Callable<Void>> savers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      JobResults results = i % 2 == 0 ? stores.results() : stores.siblingResults();
      Random order = new Random(i);
      savers.add(() -> {
        List<JobResult> all = new ArrayList<>(lines(one, 1, 200));
        all.addAll(lines(two, 1, 200));
        Collections.shuffle(all, order);
        for (int from = 0; from < all.size(); from += 20) {
          results.save(all.subList(from, from + 20));
        }
        return null;
      });
    }

    atOnce(savers);

    assertThat(stores.batches().find(one).orElseThrow().progress().counts())
        .isEqualTo(new RequestCounts(200, 200, 0));
    assertThat(stores.batches().find(two).orElseThrow().progress().tokens())
        .isEqualTo(new TokenCounts(2_000, 800, 4_000, 1_000));
  }

  @OnEachDatabase
  void an_interrupted_call_saves_its_result_all_the_same(Stores stores) {
    JobResult result = answered(JobId.random());

    Thread.currentThread().interrupt();
    stores.results().save(List.of(result));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(stores.results().find(List.of(result.id()))).hasSize(1);
  }

  static void atOnce(List<Callable<Void>> tasks) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> done : threads.invokeAll(tasks)) {
        done.get();
      }
    }
  }

  private static BatchId started(Stores stores, int total) {
    Batch batch = Samples.batch("sales", NOW);
    stores.batches().create(batch);
    assertThat(stores.batches().replace(BatchStatus.VALIDATING, batch.start(total, null, NOW)))
        .isTrue();
    return batch.id();
  }

  /** A result that breaks a rule of the schema. */
  @SuppressWarnings("NullAway")
  private static JobResult unwritable(JobId id) {
    JobResult sound = answered(id);
    return new JobResult(
        id,
        null,
        sound.origin(),
        sound.response(),
        sound.error(),
        sound.provenance(),
        sound.finishedAt(),
        sound.expiresAt());
  }

  private static List<JobId> ids(List<JobResult> results) {
    return results.stream().map(JobResult::id).toList();
  }
}
