package io.cameleer.camel.idempotency;

import io.cameleer.job.Idempotency;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The beans by which edge routes honour an {@code Idempotency-Key}, in the order in which a request
 * meets them.
 */
@Configuration(proxyBeanMethods = false)
public class IdempotencyBeans {

  @Bean
  Predicate hasIdempotencyKey() {
    return ClaimKey::isWished;
  }

  @Bean
  Processor claimKey(Idempotency idempotency) {
    return new ClaimKey(idempotency);
  }

  @Bean
  Predicate isUnanswered() {
    return exchange -> !GivenAgain.isAnswer(exchange);
  }

  @Bean
  Predicate holdsKey() {
    return exchange -> HeldKey.of(exchange) != null;
  }

  @Bean
  Processor keepAnswer(Idempotency idempotency) {
    return new KeepAnswer(idempotency);
  }

  @Bean
  Processor releaseKey(Idempotency idempotency) {
    return new ReleaseKey(idempotency);
  }
}
