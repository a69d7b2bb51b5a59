package io.cameleer.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as bytes, as a tree, and as plain Java values (maps, lists, strings, numbers, booleans,
 * null).
 */
public final class Json {

  /** Objects and arrays may be nested this deep; deeper input is refused. */
  public static final int MAX_DEPTH = 200;

  /** The most characters of one string; a body is limited before it gets here. */
  public static final int MAX_STRING_LENGTH = 128 * 1024 * 1024;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_STRING_LENGTH)
                          .build())
                  .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                  // Jackson's own pool is one per thread, and every call has a thread of its own.
                  .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final int USUAL_SIZE = 2_000;

  private Json() {}

  /** Writes one value. */
  @FunctionalInterface
  public interface Writing {

    /** Writes it where the generator stands. */
    void to(JsonGenerator json) throws IOException;
  }

  /** The one configured mapper, for frameworks that want one; not to be reconfigured. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /**
   * Reads a tree.
   *
   * @throws JsonProcessingException where the bytes are not exactly one JSON value, or too deep
   */
  public static JsonNode read(byte[] bytes) throws JsonProcessingException {
    try {
      return MAPPER.readTree(bytes);
    } catch (JsonProcessingException malformed) {
      throw malformed;
    } catch (NumberFormatException outOfBounds) {
      throw outOfBounds(outOfBounds);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Reads a tree.
   *
   * @throws JsonProcessingException where the text is not exactly one JSON value, or too deep
   */
  public static JsonNode read(String text) throws JsonProcessingException {
    try {
      return MAPPER.readTree(text);
    } catch (NumberFormatException outOfBounds) {
      throw outOfBounds(outOfBounds);
    }
  }

  /** Jackson takes such an exponent for a number, but has no tree for it. */
  private static JsonParseException outOfBounds(NumberFormatException cause) {
    return new JsonParseException(null, "A number is out of bounds", cause);
  }

  /** A tree as UTF-8 bytes. */
  public static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** What is written to a generator, as UTF-8 bytes. */
  public static byte[] bytes(Writing writing) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(USUAL_SIZE)) {
      try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
        writing.to(json);
      }
      return bytes.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** A leaf of a tree that writes itself, so that what is large need not become a tree first. */
  public static JsonNode leaf(Writing writing) {
    return new POJONode(
        new JsonSerializable.Base() {
          @Override
          public void serialize(JsonGenerator json, SerializerProvider ignored) throws IOException {
            writing.to(json);
          }

          @Override
          public void serializeWithType(
              JsonGenerator json, SerializerProvider provider, TypeSerializer ignored)
              throws IOException {
            serialize(json, provider);
          }
        });
  }

  /** A tree as text. */
  public static String text(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** An empty object. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** An empty array. */
  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** A tree as plain Java values; objects keep the order of their fields. */
  public static @Nullable Object value(@Nullable JsonNode node) {
    if (node == null) {
      return null;
    }
    return switch (node.getNodeType()) {
      case OBJECT -> fields(node);
      case ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>(node.size());
        for (JsonNode element : node) {
          list.add(value(element));
        }
        yield list;
      }
      case STRING -> node.textValue();
      case NUMBER -> node.numberValue();
      case BOOLEAN -> node.booleanValue();
      default -> null;
    };
  }

  /** An object's fields as plain Java values, in order. */
  public static Map<String, @Nullable Object> fields(JsonNode object) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    object.properties().forEach(field -> fields.put(field.getKey(), value(field.getValue())));
    return fields;
  }

  /** Plain Java values as a tree. */
  public static JsonNode node(@Nullable Object value) {
    return switch (value) {
      case null -> NullNode.getInstance();
      case String text -> TextNode.valueOf(text);
      case Boolean truth -> BooleanNode.valueOf(truth);
      case Integer number -> IntNode.valueOf(number);
      case Long number -> LongNode.valueOf(number);
      case BigDecimal number -> DecimalNode.valueOf(number);
      case Map<?, ?> fields -> {
        ObjectNode object = object();
        fields.forEach((name, field) -> object.set((String) name, node(field)));
        yield object;
      }
      case List<?> elements -> {
        ArrayNode array = array();
        elements.forEach(element -> array.add(node(element)));
        yield array;
      }
      default -> MAPPER.valueToTree(value);
    };
  }

  /** Plain Java fields as an object. */
  public static ObjectNode object(Map<String, ? extends @Nullable Object> fields) {
    ObjectNode object = object();
    fields.forEach((name, value) -> object.set(name, node(value)));
    return object;
  }

  /** A field's text, or null where it is missing, null or no string. */
  public static @Nullable String string(JsonNode object, String field) {
    JsonNode node = object.get(field);
    return node != null && node.isTextual() ? node.textValue() : null;
  }

  /** A field's number as a long, or null where it is missing, null or no number. */
  public static @Nullable Long number(JsonNode object, String field) {
    JsonNode node = object.get(field);
    return node != null && node.isNumber() ? (Long) node.longValue() : null;
  }
}
