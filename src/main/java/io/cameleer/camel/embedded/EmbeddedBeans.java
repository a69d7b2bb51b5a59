package io.cameleer.camel.embedded;

import io.cameleer.camel.ReplyHeaders;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.EmbeddingRequest;
import io.cameleer.config.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Processor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans that the routes in {@code cameleer/host} name. */
@Configuration(proxyBeanMethods = false)
class EmbeddedBeans {

  @Bean
  Processor readHostChat(Supplier<Snapshot> configuration) {
    return new ReadHostRequest<>(
        ChatRequest.class,
        "default",
        text -> Map.of("messages", List.of(Map.of("role", "user", "content", text))),
        () -> configuration.get().settings());
  }

  @Bean
  Processor readHostEmbeddings(Supplier<Snapshot> configuration) {
    return new ReadHostRequest<>(
        EmbeddingRequest.class,
        "embedding",
        input -> Map.of("input", input),
        () -> configuration.get().settings());
  }

  @Bean
  Processor writeHostReply(ReplyHeaders headers) {
    return new WriteHostReply(headers);
  }
}
