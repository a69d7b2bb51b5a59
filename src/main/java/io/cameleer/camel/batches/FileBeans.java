package io.cameleer.camel.batches;

import io.cameleer.api.FileWriter;
import io.cameleer.job.Batches;
import io.cameleer.job.ContentStorage;
import io.cameleer.job.Page;
import io.cameleer.job.StoredFile;
import io.cameleer.job.StoredFiles;
import io.cameleer.job.batch.BatchLimits;
import io.vertx.core.Vertx;
import org.apache.camel.Processor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans that the edge routes of files name. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "cameleer.edge.enabled", matchIfMissing = true)
class FileBeans {

  @Bean
  Processor expectUpload(Vertx vertx) {
    return new ExpectUpload(vertx);
  }

  @Bean
  Processor storeUpload(StoredFiles files, ContentStorage contents, BatchLimits limits) {
    return new StoreUpload(files, contents, limits.fileBytes());
  }

  @Bean
  Processor findFile(StoredFiles files) {
    return FindNamed.file(files);
  }

  @Bean
  Processor listFiles(StoredFiles files) {
    return new ListFiles(files);
  }

  @Bean
  Processor deleteFile(StoredFiles files, ContentStorage contents, Batches batches) {
    return new DeleteFile(files, contents, batches);
  }

  @Bean
  Processor sendContent(ContentStorage contents) {
    return new SendContent(contents);
  }

  @Bean
  Processor writeFile() {
    return new WriteJson<>(StoredFile.class, FileWriter::file);
  }

  @Bean
  @SuppressWarnings("unchecked") // listFiles has put it there
  Processor writeFiles() {
    return new WriteJson<>(Page.class, page -> FileWriter.files((Page<StoredFile>) page));
  }

  @Bean
  Processor writeDeletedFile() {
    return new WriteJson<>(StoredFile.class, file -> FileWriter.deleted(file.id()));
  }
}
