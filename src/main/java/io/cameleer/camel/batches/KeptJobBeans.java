package io.cameleer.camel.batches;

import io.cameleer.camel.jobs.JobSetup;
import org.apache.camel.Processor;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of the route {@code send-kept-jobs}. */
@Configuration(proxyBeanMethods = false)
class KeptJobBeans {

  @Bean
  Processor kafkaMessages() {
    return new KafkaMessages();
  }

  @Bean
  HeaderFilterStrategy recordHeaders() {
    return new RecordHeaders();
  }

  @Bean
  KeptJobClients keptJobClients(JobSetup setup) {
    return new KeptJobClients(setup.client());
  }
}
