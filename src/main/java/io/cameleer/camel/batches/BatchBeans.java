package io.cameleer.camel.batches;

import io.cameleer.api.BatchWriter;
import io.cameleer.job.Batch;
import io.cameleer.job.Batches;
import io.cameleer.job.Page;
import io.cameleer.job.StoredFiles;
import java.time.Duration;
import org.apache.camel.Processor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The beans that the edge routes of batches name. */
@Configuration(proxyBeanMethods = false)
@Import({FileBeans.class, BatchLifeBeans.class, KeptJobBeans.class})
public class BatchBeans {

  /** The one window that OpenAI has. */
  private static final Duration WINDOW = Duration.ofHours(24);

  @Bean
  Processor createBatch(Batches batches, StoredFiles files) {
    return new CreateBatch(batches, files, WINDOW);
  }

  @Bean
  Processor findBatch(Batches batches) {
    return FindNamed.batch(batches);
  }

  @Bean
  Processor listBatches(Batches batches) {
    return new ListBatches(batches);
  }

  @Bean
  Processor cancelBatch(Batches batches, OpenBatchMemory open) {
    return new CancelBatch(batches, open);
  }

  @Bean
  Processor writeBatch() {
    return new WriteJson<>(Batch.class, BatchWriter::batch);
  }

  @Bean
  @SuppressWarnings("unchecked") // listBatches has put it there
  Processor writeBatches() {
    return new WriteJson<>(Page.class, page -> BatchWriter.batches((Page<Batch>) page));
  }
}
