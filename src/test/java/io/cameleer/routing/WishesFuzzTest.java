package io.cameleer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.api.ErrorEnvelope;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever stands where wishes may stand is understood, or refused with the name of its field. */
class WishesFuzzTest {

  private static final List<String> WORDS =
      List.of("openai", "price", "deny", "allow", "latency", "", " ", "x".repeat(100));
  private static final List<String> FIELDS =
      List.of(
          "order",
          "only",
          "ignore",
          "allow_fallbacks",
          "require_parameters",
          "sort",
          "max_price",
          "data_collection",
          "prompt",
          "completion",
          "model",
          "zdr",
          "");

  @Property(tries = 5000)
  void anythingIsUnderstoodOrRefused(@ForAll Random random) {
    ObjectNode extras = Json.object();
    for (String field : List.of("models", "fallbacks", "provider", "min_p")) {
      if (random.nextBoolean()) {
        extras.set(field, field.equals("provider") ? provider(random) : anything(random, 3));
      }
    }

    assertUnderstoodOrRefused(extras);
  }

  private static void assertUnderstoodOrRefused(ObjectNode extras) {
    try {
      Wishes wishes = WishesReader.read(Json.fields(extras));
      assertThat(wishes.models()).doesNotHaveDuplicates().noneMatch(String::isBlank);
      assertThat(wishes.order()).doesNotHaveDuplicates().noneMatch(String::isBlank);
      assertThat(wishes.only()).noneMatch(String::isBlank);
      assertThat(wishes.ignore()).noneMatch(String::isBlank);
      assertThat(nothingSaidUnheard(extras)).isTrue();
    } catch (CallFailedException refused) {
      Failure failure = refused.failure();
      assertThat(failure.status()).isEqualTo(400);
      assertThat(failure.code()).isNotNull();
      assertThat(failure.param()).matches("(models|fallbacks|provider)([.\\[].*)?");
      assertThat(failure.message()).hasSizeLessThan(500);
      assertThat(ErrorEnvelope.bytes(failure)).isNotEmpty();
    }
  }

  /** Nothing but known fields got through. */
  private static boolean nothingSaidUnheard(ObjectNode extras) {
    Map<String, JsonNode> said = new HashMap<>();
    extras
        .path("provider")
        .properties()
        .forEach(field -> said.put(field.getKey(), field.getValue()));
    said.values().removeIf(JsonNode::isNull);
    return Set.copyOf(FIELDS.subList(0, 8)).containsAll(said.keySet());
  }

  private static JsonNode provider(Random random) {
    if (random.nextInt(10) == 0) {
      return anything(random, 2);
    }
    ObjectNode provider = Json.object();
    for (int i = random.nextInt(3); i >= 0; i--) {
      provider.set(FIELDS.get(random.nextInt(FIELDS.size())), anything(random, 2));
    }
    return provider;
  }

  private static JsonNode anything(Random random, int depth) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (random.nextInt(depth == 0 ? 8 : 11)) {
      case 0 -> nodes.nullNode();
      case 1 -> nodes.booleanNode(random.nextBoolean());
      case 2 -> nodes.numberNode(random.nextInt());
      case 3 -> nodes.numberNode(random.nextDouble());
      case 4 -> nodes.numberNode(new BigDecimal("1e" + (random.nextInt(2_000_000) - 1_000_000)));
      case 5 -> nodes.numberNode(BigInteger.valueOf(random.nextLong()).pow(3));
      case 6 -> nodes.textNode("\ud83d\ude00".repeat(random.nextInt(40)) + random.nextInt());
      case 7 -> nodes.textNode(WORDS.get(random.nextInt(WORDS.size())));
      case 8, 9 -> {
        ArrayNode array = nodes.arrayNode();
        boolean words = random.nextBoolean();
        for (int i = random.nextInt(random.nextInt(20) == 0 ? 100 : 4); i > 0; i--) {
          array.add(
              words ? nodes.textNode("openai" + random.nextInt(3)) : anything(random, depth - 1));
        }
        yield array;
      }
      default -> {
        ObjectNode object = nodes.objectNode();
        for (int i = random.nextInt(3); i > 0; i--) {
          object.set(FIELDS.get(random.nextInt(FIELDS.size())), anything(random, depth - 1));
        }
        yield object;
      }
    };
  }
}
