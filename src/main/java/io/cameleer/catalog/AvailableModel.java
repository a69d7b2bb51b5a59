package io.cameleer.catalog;

/**
 * A model as clients can find it in the list of models.
 *
 * @param id what a request names
 * @param owner the provider's name, or {@code cameleer} for an alias
 */
public record AvailableModel(String id, String owner) {

  /** The owner of aliases. */
  public static final String GATEWAY = "cameleer";
}
