package io.cameleer.provider.repair;

import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Tool;
import io.cameleer.chat.Tooling;
import io.cameleer.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Repairs of the schemas of functions.
 *
 * @param refused which are meant, by their place among the tools
 */
public record FunctionSchemas(BiPredicate<Integer, Tool.Function> refused) {

  private static final String PARAMETERS = "tools[].function.parameters";
  private static final String STRICT = "tools[].function.strict";

  /** Arguments need no longer be held to the schema. */
  public Repair notStrict(Repair repair) {
    Repair changed =
        change(
            repair,
            (index, function) ->
                Boolean.TRUE.equals(function.strict())
                    ? with(function, function.description(), function.parameters())
                    : function);
    return changed.request().equals(repair.request()) ? repair : changed.dropping(STRICT);
  }

  /** Any object will do as arguments, and the description tells the schema. */
  public Repair inWords(Repair repair) {
    Repair changed = change(repair, (index, function) -> inWords(function));
    return changed.request().equals(repair.request()) ? repair : changed.dropping(PARAMETERS);
  }

  private static Tool.Function inWords(Tool.Function function) {
    Map<String, @Nullable Object> parameters = function.parameters();
    if (parameters == null) {
      return function;
    }
    String told = "The arguments match this JSON schema:\n" + Json.text(Json.object(parameters));
    String description = function.description();
    String all = description == null || description.isEmpty() ? told : description + "\n" + told;
    Map<String, @Nullable Object> anyObject = new LinkedHashMap<>();
    anyObject.put("type", "object");
    anyObject.put("properties", Map.of());
    return with(function, all, anyObject);
  }

  /**
   * Changes the schemas that are meant.
   *
   * @param change gives a function with another schema, or the same one
   */
  public Repair change(Repair repair, BiFunction<Integer, Tool.Function, Tool.Function> change) {
    ChatRequest chat = repair.request();
    Tooling tooling = chat.tooling();
    List<Tool> tools = new ArrayList<>(tooling.tools());
    for (int i = 0; i < tools.size(); i++) {
      if (tools.get(i) instanceof Tool.Function function && refused.test(i, function)) {
        tools.set(i, change.apply(i, function));
      }
    }
    Tooling changed =
        new Tooling(tools, tooling.choice(), tooling.parallel(), tooling.legacyFunctions());
    return repair.request(chat.toBuilder().tooling(changed).build());
  }

  private static Tool.Function with(
      Tool.Function function,
      @Nullable String description,
      @Nullable Map<String, @Nullable Object> parameters) {
    return new Tool.Function(function.name(), description, parameters, null, function.extras());
  }
}
