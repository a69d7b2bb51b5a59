package io.cameleer.job.store;

import static io.cameleer.job.store.Samples.NOW;
import static io.cameleer.job.store.Samples.batch;
import static io.cameleer.job.store.Samples.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.job.Batch;
import io.cameleer.job.BatchError;
import io.cameleer.job.BatchFiles;
import io.cameleer.job.BatchId;
import io.cameleer.job.BatchProgress.Sent;
import io.cameleer.job.BatchStatus;
import io.cameleer.job.Batches;
import io.cameleer.job.FileId;
import io.cameleer.job.Page;
import io.cameleer.job.RequestCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

class BatchesTest {

  private static final BatchFiles FILES = new BatchFiles(FileId.random(), FileId.random());

  @OnEachDatabase
  void a_batch_is_found_as_it_was_written(Stores stores) {
    Batch batch = batch("sales", NOW);

    stores.batches().create(batch);

    assertThat(stores.batches().find(batch.id())).contains(batch);
    assertThat(stores.batches().find("sales", batch.id())).contains(batch);
  }

  @OnEachDatabase
  void nobody_finds_the_batch_of_another(Stores stores) {
    Batch batch = batch("sales", NOW);
    stores.batches().create(batch);

    assertThat(stores.batches().find("support", batch.id())).isEmpty();
    assertThat(stores.batches().find("sales", BatchId.random())).isEmpty();
    assertThat(stores.batches().list("support", null, 10).items()).isEmpty();
  }

  @OnEachDatabase
  void each_step_is_written_with_its_time(Stores stores) {
    Batches batches = stores.batches();
    Batch created = batch("sales", NOW);
    batches.create(created);
    Batch started = created.start(2, "gpt-5", NOW.plusSeconds(1));
    Batch finalizing = started.finalizing(NOW.plusSeconds(2));
    Batch completed = finalizing.complete(FILES, NOW.plusSeconds(3));

    assertThat(batches.replace(BatchStatus.VALIDATING, started)).isTrue();
    assertThat(batches.find(created.id())).contains(started);
    assertThat(batches.replace(BatchStatus.IN_PROGRESS, finalizing)).isTrue();
    assertThat(batches.replace(BatchStatus.FINALIZING, completed)).isTrue();
    assertThat(batches.find(created.id())).contains(completed);
  }

  @OnEachDatabase
  void a_failed_batch_keeps_its_errors_in_order(Stores stores) {
    Batch created = batch("sales", NOW);
    stores.batches().create(created);
    List<BatchError> errors = new ArrayList<>();
    for (int line = 1; line <= 12; line++) {
      errors.add(new BatchError("invalid_json_line", "Line " + line, "body", line));
    }
    errors.add(new BatchError("file_too_large", "The file is too large.", null, null));

    stores.batches().replace(BatchStatus.VALIDATING, created.fail(errors, NOW));

    assertThat(stores.batches().find(created.id()).orElseThrow().errors()).isEqualTo(errors);
  }

  @OnEachDatabase
  void a_step_from_a_state_that_is_over_is_not_taken(Stores stores) {
    Batches batches = stores.batches();
    Batch created = batch("sales", NOW);
    batches.create(created);
    Batch started = created.start(2, null, NOW);
    batches.replace(BatchStatus.VALIDATING, started);

    boolean failedToo =
        batches.replace(
            BatchStatus.VALIDATING,
            created.fail(List.of(new BatchError("late", "Late.", null, null)), NOW));

    assertThat(failedToo).isFalse();
    assertThat(batches.find(created.id())).contains(started);
  }

  @OnEachDatabase
  void of_all_gateways_that_finalise_a_batch_one_does(Stores stores) throws Exception {
    for (int round = 0; round < 10; round++) {
      Batch created = batch("sales", NOW);
      stores.batches().create(created);
      Batch started = created.start(1, null, NOW);
      stores.batches().replace(BatchStatus.VALIDATING, started);
      AtomicInteger winners = new AtomicInteger();
      List<Callable<Void>> gateways = new ArrayList<>();
      for (Batches batches : List.of(stores.batches(), stores.siblingBatches())) {
        for (Batch next : List.of(started.finalizing(NOW), started.cancel(NOW))) {
          gateways.add(() -> {
            if (batches.replace(BatchStatus.IN_PROGRESS, next)) {
              winners.incrementAndGet();
            }
            return null;
          });
        }
      }

      JobResultsTest.atOnce(gateways);

      assertThat(winners).hasValue(1);
    }
  }

  @OnEachDatabase
  void steps_leave_the_counts_alone(Stores stores) {
    Batch created = batch("sales", NOW);
    stores.batches().create(created);
    Batch started = created.start(3, null, NOW);
    stores.batches().replace(BatchStatus.VALIDATING, started);
    stores.results().save(lines(created.id(), 1, 2));

    stores.batches().replace(BatchStatus.IN_PROGRESS, started.cancel(NOW));

    assertThat(stores.batches().find(created.id()).orElseThrow().progress().counts())
        .isEqualTo(new RequestCounts(3, 2, 0));
  }

  @OnEachDatabase
  void what_has_been_sent_never_shrinks(Stores stores) {
    Batch created = batch("sales", NOW);
    stores.batches().create(created);

    stores.batches().sent(created.id(), new Sent(1_000, false));
    stores.batches().sent(created.id(), new Sent(500, false));
    assertThat(sent(stores, created.id())).isEqualTo(new Sent(1_000, false));

    stores.batches().sent(created.id(), new Sent(1_700, true));
    stores.batches().sent(created.id(), new Sent(1_800, false));
    assertThat(sent(stores, created.id())).isEqualTo(new Sent(1_700, true));
  }

  private static Sent sent(Stores stores, BatchId id) {
    return stores.batches().find(id).orElseThrow().progress().sent();
  }

  @OnEachDatabase
  void lists_go_from_the_newest_to_the_oldest_page_by_page(Stores stores) {
    List<BatchId> newestFirst = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Batch batch = batch("sales", NOW.plusSeconds(i));
      stores.batches().create(batch);
      newestFirst.addFirst(batch.id());
    }
    stores.batches().create(batch("support", NOW));

    Page<Batch> first = stores.batches().list("sales", null, 2);
    Page<Batch> second = stores.batches().list("sales", newestFirst.get(1), 2);
    Page<Batch> third = stores.batches().list("sales", newestFirst.get(3), 2);

    assertThat(ids(first)).isEqualTo(newestFirst.subList(0, 2));
    assertThat(first.hasMore()).isTrue();
    assertThat(ids(second)).isEqualTo(newestFirst.subList(2, 4));
    assertThat(ids(third)).isEqualTo(newestFirst.subList(4, 5));
    assertThat(third.hasMore()).isFalse();
    assertThat(first.items().get(0).request().metadata()).containsEntry("team", "sales: north");
  }

  @OnEachDatabase
  void batches_created_in_the_same_instant_are_all_listed_once(Stores stores) {
    List<BatchId> created = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Batch batch = batch("sales", NOW);
      stores.batches().create(batch);
      created.add(batch.id());
    }

    List<BatchId> listed = new ArrayList<>(ids(stores.batches().list("sales", null, 3)));
    listed.addAll(ids(stores.batches().list("sales", listed.get(2), 3)));

    assertThat(listed).containsExactlyInAnyOrderElementsOf(created);
  }

  @OnEachDatabase
  void a_list_after_an_unknown_batch_is_empty(Stores stores) {
    stores.batches().create(batch("sales", NOW));

    assertThat(stores.batches().list("sales", BatchId.random(), 3).items()).isEmpty();
  }

  @OnEachDatabase
  void a_gateway_that_starts_finds_what_is_not_over(Stores stores) {
    Batch waiting = batch("sales", NOW);
    Batch running = batch("support", NOW.plusSeconds(1));
    Batch failed = batch("sales", NOW.plusSeconds(2));
    List.of(waiting, running, failed).forEach(stores.batches()::create);
    Batch started = running.start(1, null, NOW);
    stores.batches().replace(BatchStatus.VALIDATING, started);
    stores.batches().replace(BatchStatus.VALIDATING, failed.fail(List.of(), NOW));

    assertThat(stores.batches().unfinished()).containsExactly(waiting, started);
  }

  private static List<BatchId> ids(Page<Batch> page) {
    return page.items().stream().map(Batch::id).toList();
  }
}
