package io.cameleer.camel.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cameleer.config.FileSettings.Bucket;
import io.cameleer.config.FileSettings.Folder;
import io.cameleer.gateway.Gateway;
import io.cameleer.job.ContentStorage.Upload;
import io.cameleer.job.FileId;
import io.cameleer.job.content.S3Settings;
import io.cameleer.job.store.Database;
import io.cameleer.job.store.DatabaseSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What outlives the process is touched when it is needed, and not before. */
class StorageTest {

  @TempDir private Path data;

  @Test
  void aDatabaseThatAnotherGatewayHasIsSaidAtTheStartWithAllWaysOut() {
    try (Database other =
        Database.open(DatabaseSettings.of("jdbc:sqlite:" + data.resolve("cameleer.db")))) {
      assertThat(other).isNotNull();
      assertThatThrownBy(() ->
              Gateway.start(
                  Map.of(
                      "cameleer.jobs.enabled",
                      "true",
                      "cameleer.kafka.embedded.port",
                      "0",
                      "cameleer.data",
                      data.toString())))
          .hasStackTraceContaining("cameleer.database.url")
          .hasStackTraceContaining("is in use by process")
          .hasStackTraceContaining("CAMELEER_DATABASE_URL")
          .hasStackTraceContaining("CAMELEER_DATA")
          .hasStackTraceContaining("CAMELEER_JOBS_ENABLED=false");
    }
  }

  @Test
  void aFolderOfFilesIsMadeWithTheFirstFile() throws Exception {
    Path folder = data.resolve("files");
    FileId id = FileId.random();
    try (ContentsWhenNeeded contents = new ContentsWhenNeeded(new Folder(folder))) {
      assertThat(folder).doesNotExist();
      try (Upload upload = contents.begin(id)) {
        upload.write("text".getBytes(StandardCharsets.UTF_8));
        upload.commit();
      }
      try (InputStream content = contents.open(id)) {
        assertThat(content).hasContent("text");
      }
      contents.delete(id);
      assertThatThrownBy(() -> contents.open(id)).isInstanceOf(NoSuchFileException.class);
    }
  }

  @Test
  void aBucketIsAskedAtItsEndpoint() {
    S3Settings nobody =
        new S3Settings(
            "bucket",
            "",
            "us-east-1",
            URI.create("http://127.0.0.1:1"),
            true,
            new S3Settings.Credentials("me", "secret"));
    try (ContentsWhenNeeded contents = new ContentsWhenNeeded(new Bucket(nobody))) {
      assertThatThrownBy(() -> contents.open(FileId.random()))
          .isInstanceOf(IOException.class)
          .hasMessageNotContaining("secret");
    }
  }
}
