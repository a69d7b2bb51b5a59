package io.cameleer.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelListWriterTest {

  private final ModelListWriter writer = new ModelListWriter();

  @Test
  void modelsAreListedInOrder() {
    List<ListedModel> models =
        List.of(
            new ListedModel("fast", 1790000000L, "gateway"), new ListedModel("m-2", 1, "openai"));

    assertThat(Json.text(writer.list(models)))
        .isEqualTo(
            "{\"object\":\"list\",\"data\":["
                + "{\"id\":\"fast\",\"object\":\"model\",\"created\":1790000000,\"owned_by\":\"gateway\"},"
                + "{\"id\":\"m-2\",\"object\":\"model\",\"created\":1,\"owned_by\":\"openai\"}]}");
  }

  @Test
  void aSingleModelIsItsObject() {
    assertThat(Json.text(writer.model(new ListedModel("fast", 7, "gateway"))))
        .isEqualTo("{\"id\":\"fast\",\"object\":\"model\",\"created\":7,\"owned_by\":\"gateway\"}");
  }
}
