package io.cameleer.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.json.Json;
import java.util.List;

/** Writes OpenAI's model objects. Stateless and thread-safe. */
public final class ModelListWriter {

  /** The list object with these models, in this order. */
  public ObjectNode list(List<ListedModel> models) {
    ObjectNode node = Json.object().put("object", "list");
    ArrayNode data = node.putArray("data");
    models.forEach(model -> data.add(model(model)));
    return node;
  }

  /** The object of one model. */
  public ObjectNode model(ListedModel model) {
    return Json.object()
        .put("id", model.id())
        .put("object", "model")
        .put("created", model.created())
        .put("owned_by", model.ownedBy());
  }
}
