package io.cameleer.job.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cameleer.job.ContentStorage;
import io.cameleer.job.FileId;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3ContentStorageTest extends ContentStorageContract {

  private S3Server server;
  private S3ContentStorage storage;

  @BeforeEach
  void start() throws IOException {
    server = new S3Server("prompts");
    storage = storage("prompts");
  }

  private S3ContentStorage storage(String bucket) {
    return new S3ContentStorage(
        new S3Settings(
            bucket,
            "cameleer/",
            "eu-central-1",
            server.uri(),
            true,
            new S3Settings.Credentials("key", "secret")));
  }

  @AfterEach
  void stop() {
    storage.close();
    server.close();
  }

  @Override
  ContentStorage storage() {
    return storage;
  }

  @Override
  int stored() {
    return server.objects().size() + server.uploadsInParts();
  }

  @Test
  void an_object_has_the_prefix_and_the_id_as_its_name() throws IOException {
    FileId id = FileId.random();
    write(id, "text");

    assertThat(server.objects()).containsOnlyKeys("cameleer/" + id.value());
  }

  @Test
  void a_missing_bucket_is_reported_as_such() {
    try (S3ContentStorage elsewhere = storage("other")) {
      assertThatThrownBy(
              () -> {
                try (ContentStorage.Upload upload = elsewhere.begin(FileId.random())) {
                  upload.write(1);
                  upload.commit();
                }
              })
          .isInstanceOf(IOException.class)
          .hasMessageContaining("NoSuchBucket");
      assertThatThrownBy(() -> elsewhere.open(FileId.random()))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(NoSuchFileException.class);
    }
  }

  @Test
  void a_server_that_is_gone_is_reported() {
    server.close();

    assertThatThrownBy(() -> storage.open(FileId.random()))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> storage.delete(FileId.random())).isInstanceOf(IOException.class);
  }

  @Test
  void the_secret_is_not_in_any_text() {
    assertThat(new S3Settings.Credentials("key", "hidden").toString()).doesNotContain("hidden");
  }
}
