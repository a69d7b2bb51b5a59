package io.cameleer.provider.anthropic;

import io.cameleer.chat.Tool;
import io.cameleer.json.Json;
import io.cameleer.provider.repair.FunctionSchemas;
import io.cameleer.provider.repair.Refused;
import io.cameleer.provider.repair.Repair;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Repairs of the schemas of tools that Anthropic refuses. */
final class ToolSchemas {

  /** {@code tools.0.custom.input_schema: …} */
  private static final Pattern PLACE = Pattern.compile("tools\\.(\\d{1,4})\\.");

  private ToolSchemas() {}

  /** The same schema in the keywords Anthropic knows; where it can't be said in them, in words. */
  static List<Repair> lowered(Refused refused) {
    Matcher matcher = PLACE.matcher(refused.complaint().message());
    int place = matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
    FunctionSchemas schemas = new FunctionSchemas((index, tool) -> place < 0 || index == place);
    return List.of(
        schemas.change(refused.repair(), (index, tool) -> lowered(tool)),
        schemas.inWords(refused.repair()));
  }

  private static Tool.Function lowered(Tool.Function tool) {
    Map<String, @Nullable Object> parameters = tool.parameters();
    SchemaLowering.Lowered lowered =
        parameters == null
            ? null
            : SchemaLowering.lower(Json.object(parameters), "tools[].function.parameters");
    return lowered == null || !"object".equals(Json.string(lowered.schema(), "type"))
        ? tool
        : new Tool.Function(
            tool.name(),
            tool.description(),
            Json.fields(lowered.schema()),
            tool.strict(),
            tool.extras());
  }
}
