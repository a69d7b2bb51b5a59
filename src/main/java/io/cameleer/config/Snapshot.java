package io.cameleer.config;

import io.cameleer.catalog.Catalog;
import io.cameleer.catalog.ModelCatalogue;

/**
 * The configuration as it is in force at one moment, all of one piece. A call looks at one snapshot
 * only.
 *
 * @param settings what the operator wrote
 * @param models what is known of models
 * @param catalog what calls may choose from
 */
public record Snapshot(Settings settings, ModelCatalogue models, Catalog catalog) {}
