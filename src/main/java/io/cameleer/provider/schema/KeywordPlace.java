package io.cameleer.provider.schema;

import java.util.Map;

/** What stands below a keyword of JSON Schema (drafts 7 to 2020-12). */
public enum KeywordPlace {
  /** One schema; below {@code items} possibly an array of them. */
  SCHEMA,
  /** An array of schemas. */
  SCHEMAS,
  /** An object whose fields, named by the client, are schemas. */
  SCHEMAS_BY_NAME,
  /** Anything but schemas. */
  DATA;

  private static final Map<String, KeywordPlace> PLACES =
      Map.ofEntries(
          Map.entry("items", SCHEMA),
          Map.entry("additionalItems", SCHEMA),
          Map.entry("unevaluatedItems", SCHEMA),
          Map.entry("contains", SCHEMA),
          Map.entry("additionalProperties", SCHEMA),
          Map.entry("unevaluatedProperties", SCHEMA),
          Map.entry("propertyNames", SCHEMA),
          Map.entry("not", SCHEMA),
          Map.entry("if", SCHEMA),
          Map.entry("then", SCHEMA),
          Map.entry("else", SCHEMA),
          Map.entry("contentSchema", SCHEMA),
          Map.entry("anyOf", SCHEMAS),
          Map.entry("oneOf", SCHEMAS),
          Map.entry("allOf", SCHEMAS),
          Map.entry("prefixItems", SCHEMAS),
          Map.entry("properties", SCHEMAS_BY_NAME),
          Map.entry("patternProperties", SCHEMAS_BY_NAME),
          Map.entry("dependentSchemas", SCHEMAS_BY_NAME),
          Map.entry("dependencies", SCHEMAS_BY_NAME),
          Map.entry("$defs", SCHEMAS_BY_NAME),
          Map.entry("definitions", SCHEMAS_BY_NAME));

  /** What stands below this keyword; {@link #DATA} below one that is not known. */
  public static KeywordPlace of(String keyword) {
    return PLACES.getOrDefault(keyword, DATA);
  }
}
