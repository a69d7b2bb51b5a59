package io.cameleer.provider.anthropic;

/**
 * How much may be enforced in one request, all strict tools and the answer's schema together;
 * beyond that the API refuses the request. Used by one thread.
 */
final class SchemaLimits {

  private static final int MOST_STRICT_TOOLS = 20;
  private static final int MOST_OPTIONAL_PROPERTIES = 24;
  private static final int MOST_UNIONS = 16;

  private int strictTools;
  private int optionalProperties;
  private int unions;

  /**
   * Whether a tool's schema can be enforced beside what was admitted before; if so it counts from
   * now on.
   */
  boolean admitTool(SchemaLowering.Lowered schema) {
    boolean admitted = strictTools < MOST_STRICT_TOOLS && admit(schema);
    if (admitted) {
      strictTools++;
    }
    return admitted;
  }

  /**
   * Whether a schema can be enforced beside what was admitted before; if so it counts from now on.
   */
  boolean admit(SchemaLowering.Lowered schema) {
    int allOptional = optionalProperties + schema.optionalProperties();
    int allUnions = unions + schema.unions();
    if (allOptional > MOST_OPTIONAL_PROPERTIES || allUnions > MOST_UNIONS) {
      return false;
    }
    optionalProperties = allOptional;
    unions = allUnions;
    return true;
  }
}
