package io.cameleer.documentation;

/**
 * A key of the configuration, as a reader of the reference sees it.
 *
 * @param name its name, from the table's own level on
 * @param type what may be written there
 * @param standard what holds where nothing is written
 * @param meaning what it is for
 */
record ConfigurationKey(String name, String type, String standard, String meaning) {

  /** A line of a table. */
  String row() {
    return "| `%s` | %s | %s | %s |".formatted(name, type, standard, meaning);
  }
}
