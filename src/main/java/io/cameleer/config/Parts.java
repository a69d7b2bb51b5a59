package io.cameleer.config;

import org.springframework.core.env.Environment;

/**
 * Which parts of Cameleer there are beside its core, by the folders of their routes.
 *
 * @param edge whether it answers over HTTP
 * @param jobs whether it takes jobs from Kafka
 */
record Parts(boolean edge, boolean jobs) {

  /** The parts that the configuration asks for: all that it does not switch off. */
  static Parts of(Environment environment) {
    return new Parts(
        environment.getProperty("cameleer.edge.enabled", Boolean.class, true),
        environment.getProperty("cameleer.jobs.enabled", Boolean.class, true));
  }

  /**
   * Whether the routes of every group are there; behind an edge, those of jobs only don't start.
   */
  boolean all() {
    return edge;
  }

  /** Whether the routes of this group are there. */
  boolean has(String group) {
    return switch (group) {
      case "edge" -> edge;
      case "jobs" -> edge || jobs;
      default -> true;
    };
  }
}
