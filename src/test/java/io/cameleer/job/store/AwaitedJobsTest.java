package io.cameleer.job.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cameleer.job.AnnouncedResults;
import io.cameleer.job.AwaitedJobs;
import io.cameleer.job.JobId;
import io.cameleer.job.JobResults;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwaitedJobsTest {

  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir private Path folder;

  private Database database;
  private JobResults results;

  @BeforeEach
  void open() {
    database = Database.of(DatabaseSettings.of("jdbc:sqlite:" + folder.resolve("cameleer.db")));
    results = new SqlJobResults(database, InstantSource.system());
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static FutureTask<Void> waiting(AwaitedJobs awaited, JobId job, AtomicBoolean wanted) {
    FutureTask<Void> task =
        new FutureTask<>(() -> {
          awaited.await(job, LONG, wanted::get);
          return null;
        });
    Thread thread = Thread.ofPlatform().daemon().start(task);
    // It has looked for the job once, and found nothing.
    await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    return task;
  }

  private static FutureTask<Void> waiting(AwaitedJobs awaited, JobId job) {
    return waiting(awaited, job, new AtomicBoolean(true));
  }

  /** Without the announcement it would take a day. */
  @Test
  void who_waits_here_for_a_job_that_ends_here_is_told_at_once() throws Exception {
    AwaitedJobs awaited = new AwaitedJobs(results, Duration.ofDays(1));
    JobId job = JobId.random();
    List<FutureTask<Void>> all = List.of(waiting(awaited, job), waiting(awaited, job));
    FutureTask<Void> other = waiting(awaited, JobId.random());

    new AnnouncedResults(results, awaited).save(List.of(Samples.answered(job)));

    for (FutureTask<Void> one : all) {
      one.get(5, TimeUnit.SECONDS);
    }
    assertThatThrownBy(() -> other.get(50, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    awaited.stop();
    other.get(5, TimeUnit.SECONDS);
  }

  @Test
  void a_job_that_ends_elsewhere_is_found_soon_by_all_who_wait_for_it() throws Exception {
    AwaitedJobs awaited = new AwaitedJobs(results, Duration.ofMillis(20));
    JobId job = JobId.random();
    List<FutureTask<Void>> all = List.of(waiting(awaited, job), waiting(awaited, job));

    results.save(List.of(Samples.answered(job)));

    for (FutureTask<Void> one : all) {
      one.get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void who_comes_after_the_end_does_not_wait() throws Exception {
    AwaitedJobs awaited = new AwaitedJobs(results, Duration.ofDays(1));
    JobId job = JobId.random();
    results.save(List.of(Samples.answered(job)));

    FutureTask<Void> late =
        new FutureTask<>(() -> {
          awaited.await(job, LONG, () -> true);
          return null;
        });
    Thread.ofPlatform().daemon().start(late);
    late.get(5, TimeUnit.SECONDS);
  }

  @Test
  void nobody_waits_longer_than_asked_for_or_than_anybody_wants_to_know() throws Exception {
    AwaitedJobs awaited = new AwaitedJobs(results, Duration.ofMillis(20));
    AtomicBoolean wanted = new AtomicBoolean(true);
    FutureTask<Void> leaving = waiting(awaited, JobId.random(), wanted);

    awaited.await(JobId.random(), Duration.ofMillis(50), () -> true);
    assertThat(leaving.isDone()).isFalse();

    wanted.set(false);
    leaving.get(5, TimeUnit.SECONDS);
  }
}
