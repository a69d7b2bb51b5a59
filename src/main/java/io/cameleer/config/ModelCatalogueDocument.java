package io.cameleer.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The model catalogue as written in YAML, nothing checked but its form. */
record ModelCatalogueDocument(
    @Nullable List<@Nullable Owner> owners,
    @Nullable List<@Nullable Rule> traits,
    @Nullable List<@Nullable Listed> models) {

  record Owner(@Nullable String dialect, @Nullable String match) {}

  record Rule(
      @Nullable String dialect,
      @Nullable String match,
      @Nullable List<@Nullable String> add,
      @Nullable List<@Nullable String> remove) {}

  record Listed(
      @Nullable String id,
      @Nullable String dialect,
      @JsonProperty("context-window") @Nullable Integer contextWindow,
      @JsonProperty("max-output") @Nullable Integer maxOutput,
      @Nullable Rates price,
      @Nullable List<@Nullable String> aliases,
      @Nullable String successor) {}

  record Rates(
      @Nullable BigDecimal input,
      @Nullable BigDecimal output,
      @JsonProperty("cached-read") @Nullable BigDecimal cachedRead,
      @JsonProperty("cache-write") @Nullable BigDecimal cacheWrite,
      @Nullable List<@Nullable Step> tiers) {}

  record Step(
      @Nullable Long above,
      @Nullable BigDecimal input,
      @Nullable BigDecimal output,
      @JsonProperty("cached-read") @Nullable BigDecimal cachedRead,
      @JsonProperty("cache-write") @Nullable BigDecimal cacheWrite) {}
}
