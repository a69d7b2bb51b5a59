package io.cameleer.api;

/**
 * A model or alias as clients see it in the list of models.
 *
 * @param id the name to put into requests
 * @param created seconds since 1970
 * @param ownedBy who runs it, such as a provider's name
 */
public record ListedModel(String id, long created, String ownedBy) {}
