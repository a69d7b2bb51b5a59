package io.cameleer.job.store;

import static io.cameleer.job.store.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.job.FileId;
import io.cameleer.job.FileQuery;
import io.cameleer.job.FileStatus;
import io.cameleer.job.Page;
import io.cameleer.job.StoredFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

class StoredFilesTest {

  @OnEachDatabase
  void a_file_is_found_by_its_owner_alone(Stores stores) {
    StoredFile file = file("batch", NOW, NOW.plusSeconds(60));
    StoredFile lasting = file("batch_output", NOW, null);
    stores.files().create(file);
    stores.files().create(lasting);

    assertThat(stores.files().find("sales", file.id())).contains(file);
    assertThat(stores.files().find("sales", lasting.id())).contains(lasting);
    assertThat(stores.files().find("support", file.id())).isEmpty();
    assertThat(stores.files().find("sales", FileId.random())).isEmpty();
  }

  @OnEachDatabase
  void lists_are_cut_by_purpose_place_and_order(Stores stores) {
    List<FileId> newestFirst = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      StoredFile file = file(i % 2 == 0 ? "batch" : "batch_output", NOW.plusSeconds(i), null);
      stores.files().create(file);
      newestFirst.addFirst(file.id());
    }

    assertThat(ids(list(stores, new FileQuery(null, null, 10, false)))).isEqualTo(newestFirst);
    assertThat(ids(list(stores, new FileQuery(null, null, 10, true))))
        .isEqualTo(newestFirst.reversed());
    assertThat(ids(list(stores, new FileQuery(null, newestFirst.get(1), 2, false))))
        .isEqualTo(newestFirst.subList(2, 4));
    assertThat(ids(list(stores, new FileQuery(null, newestFirst.get(2), 2, true))))
        .containsExactly(newestFirst.get(1), newestFirst.get(0));
    assertThat(ids(list(stores, new FileQuery("batch", null, 10, false))))
        .containsExactly(newestFirst.get(1), newestFirst.get(3), newestFirst.get(5));
    assertThat(list(stores, new FileQuery("batch", null, 2, false)).hasMore()).isTrue();
    assertThat(list(stores, new FileQuery("batch", null, 3, false)).hasMore()).isFalse();
    assertThat(stores.files().list("support", new FileQuery(null, null, 10, false)).items())
        .isEmpty();
  }

  @OnEachDatabase
  void an_expired_file_is_gone_for_its_owner_and_waits_for_deletion(Stores stores) {
    StoredFile file = file("batch", NOW, NOW.plusSeconds(60));
    StoredFile lasting = file("batch", NOW, null);
    stores.files().create(file);
    stores.files().create(lasting);
    assertThat(stores.files().expired(10)).isEmpty();

    stores.clock().advance(Duration.ofSeconds(60));

    assertThat(stores.files().find("sales", file.id())).isEmpty();
    assertThat(list(stores, new FileQuery(null, null, 10, false)).items()).containsExactly(lasting);
    assertThat(stores.files().expired(10)).containsExactly(file);
  }

  @OnEachDatabase
  void a_deleted_file_is_gone(Stores stores) {
    StoredFile file = file("batch", NOW, null);
    stores.files().create(file);

    assertThat(stores.files().delete(file.id())).isTrue();
    assertThat(stores.files().delete(file.id())).isFalse();
    assertThat(stores.files().find("sales", file.id())).isEmpty();
  }

  private static Page<StoredFile> list(Stores stores, FileQuery query) {
    return stores.files().list("sales", query);
  }

  private static List<FileId> ids(Page<StoredFile> page) {
    return page.items().stream().map(StoredFile::id).toList();
  }

  private static StoredFile file(String purpose, Instant createdAt, @Nullable Instant expiresAt) {
    return new StoredFile(
        FileId.random(),
        "sales",
        3_000_000_000L,
        createdAt,
        expiresAt,
        "../prompts '1'.jsonl",
        purpose,
        FileStatus.PROCESSED);
  }
}
