package io.cameleer.camel;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cameleer.api.EmbeddingReplyWriter;
import io.cameleer.api.ModelListWriter;
import io.cameleer.api.OpenAiModule;
import io.cameleer.attempt.ProviderStates;
import io.cameleer.camel.observation.RefusedRequests;
import io.cameleer.catalog.Catalog;
import io.cameleer.config.LiveConfiguration;
import io.cameleer.config.Snapshot;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans that the files in {@code routes/edge} name. */
@Configuration(proxyBeanMethods = false)
class EdgeBeans {

  /** Not the application's only mapper: Spring's own must not change for it. */
  @Bean(defaultCandidate = false)
  JsonMapper openAiMapper() {
    return OpenAiModule.mapper();
  }

  @Bean
  EdgeTraffic edgeTraffic() {
    return new EdgeTraffic();
  }

  @Bean
  Processor receiveRequest(Supplier<Snapshot> configuration, EdgeTraffic traffic) {
    return new ReceiveRequest(() -> configuration.get().settings(), traffic);
  }

  @Bean
  Processor checkGatewayKey(Supplier<Snapshot> configuration) {
    return new CheckGatewayKey(() -> configuration.get().settings().gatewayKeys());
  }

  @Bean
  Processor writeReply(ReplyHeaders headers) {
    return new WriteReply(new EmbeddingReplyWriter(), headers);
  }

  @Bean
  Processor writePlan(ProviderStates states) {
    return new WritePlan(states.coolDowns());
  }

  @Bean
  Processor errorReply(ReplyHeaders headers, RefusedRequests refused) {
    return new ErrorReply(headers, refused);
  }

  @Bean
  HeaderFilterStrategy clientHeaders() {
    return WireHeaders.ofClients();
  }

  @Bean
  ExceptionHandler unsentReplies() {
    return new UnsentReplies();
  }

  @Bean
  Processor listModels(Supplier<Catalog> catalog) {
    return new ListModels(catalog, new ModelListWriter());
  }

  @Bean
  Predicate namesOneModel() {
    return FindModel::isNamed;
  }

  @Bean
  Processor findModel(Supplier<Catalog> catalog) {
    return new FindModel(catalog, new ModelListWriter());
  }

  @Bean
  Processor reportLive() {
    return new ReportLive();
  }

  @Bean
  Processor reportReady(
      LiveConfiguration configuration,
      LiveRoutes routes,
      CircuitBreakers breakers,
      List<ReadinessPart> parts,
      GracefulStop stop) {
    return new ReportReady(configuration, routes, breakers, parts, stop);
  }
}
