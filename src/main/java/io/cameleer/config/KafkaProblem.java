package io.cameleer.config;

import io.cameleer.broker.BrokerException;
import java.util.Objects;

/** Says in terms of the configuration why Kafka can't be used. */
final class KafkaProblem {

  private static final String KAFKA = CameleerProperties.PREFIX + ".kafka";

  private KafkaProblem() {}

  /** What to change. */
  static InvalidConfigurationException of(BrokerException unusable) {
    String fault = Objects.requireNonNull(unusable.getMessage());
    return switch (unusable.reason()) {
      case DIRECTORY_UNUSABLE ->
          problem(
              ".embedded.data",
              fault,
              "Set CAMELEER_KAFKA_EMBEDDED_DATA to a directory of its own that Cameleer may"
                  + " write.");
      case DIRECTORY_IN_USE ->
          problem(
              ".embedded.data",
              fault,
              "Stop the other, or set CAMELEER_KAFKA_EMBEDDED_DATA to another directory.");
      case PORT_TAKEN ->
          problem(
              ".embedded.port",
              fault,
              "Set CAMELEER_KAFKA_EMBEDDED_PORT to a port that is free. If a Kafka listens there"
                  + " already, set KAFKA_BOOTSTRAP_SERVERS to use it. CAMELEER_JOBS_ENABLED=false"
                  + " does without Kafka.");
      case NOT_STARTED ->
          problem(
              ".embedded", fault, "The log says more. CAMELEER_JOBS_ENABLED=false does without.");
      case CLIENT_MISCONFIGURED -> problem(".properties", fault, "Correct it.");
      case UNREACHABLE ->
          problem(".bootstrap-servers", fault, "Check the address, and that the cluster is up.");
      case NOT_PERMITTED ->
          problem(
              ".properties",
              fault,
              "Check the credentials there. If they may not create topics, have somebody create"
                  + " those of cameleer.jobs.topics.");
      case TOPIC_REFUSED ->
          InvalidConfigurationException.of(
              JobsCheck.TOPICS, null, fault, "Correct it, or have somebody create the topic.");
    };
  }

  private static InvalidConfigurationException problem(String key, String fault, String remedy) {
    return InvalidConfigurationException.of(KAFKA + key, null, fault, remedy);
  }
}
