package io.cameleer.provider.compatible;

import java.util.UUID;

/**
 * Ids for answers and calls that came without one; unlike any other, since a conversation may hold
 * many.
 */
final class GeneratedIds {

  private GeneratedIds() {}

  static String answer() {
    return "chatcmpl-" + random();
  }

  static String call() {
    return "call_" + random();
  }

  private static String random() {
    return UUID.randomUUID().toString().replace("-", "");
  }
}
