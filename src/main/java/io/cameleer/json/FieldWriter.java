package io.cameleer.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one object field by field, and at its end the extras that belong into it: fields that the
 * canonical model does not name. Extras replace nothing: a field that was written stays as it is,
 * and an object that was begun with {@link #object} takes in the extras below its name. Not
 * thread-safe.
 */
public final class FieldWriter {

  private final JsonGenerator json;
  private final Map<?, ?> extras;
  private @Nullable List<String> withheld;

  private FieldWriter(JsonGenerator json, Map<?, ?> extras) {
    this.json = json;
    this.extras = extras;
  }

  /**
   * Begins an object where the generator stands.
   *
   * @param extras plain Java values by their names
   */
  public static FieldWriter begin(JsonGenerator json, Map<?, ?> extras) throws IOException {
    json.writeStartObject();
    return new FieldWriter(json, extras);
  }

  /** Begins an object without extras where the generator stands. */
  public static FieldWriter begin(JsonGenerator json) throws IOException {
    return begin(json, Map.of());
  }

  /** Writes a string or null. */
  public FieldWriter put(String name, @Nullable String value) throws IOException {
    name(name).writeString(value);
    return this;
  }

  /** Writes a string unless it is null. */
  public FieldWriter putIfAny(String name, @Nullable String value) throws IOException {
    return value == null ? this : put(name, value);
  }

  /** Writes an integer. */
  public FieldWriter put(String name, long value) throws IOException {
    name(name).writeNumber(value);
    return this;
  }

  /** Writes an integer unless it is null. */
  public FieldWriter putIfAny(String name, @Nullable Long value) throws IOException {
    return value == null ? this : put(name, value.longValue());
  }

  /** Writes a number. */
  public FieldWriter put(String name, BigDecimal value) throws IOException {
    name(name).writeNumber(value);
    return this;
  }

  /** Writes an object of plain Java values, or null. */
  public FieldWriter put(String name, @Nullable Map<String, ?> value) throws IOException {
    PlainValues.write(name(name), value);
    return this;
  }

  /** Begins an object; the next field of this one can only be written when that one has ended. */
  public FieldWriter object(String name) throws IOException {
    name(name);
    return begin(json, extras.get(name) instanceof Map<?, ?> inner ? inner : Map.of());
  }

  /** Writes an array, its elements one by one. */
  public <T> FieldWriter array(String name, List<T> elements, ElementWriter<T> writer)
      throws IOException {
    name(name).writeStartArray();
    for (T element : elements) {
      writer.write(json, element);
    }
    json.writeEndArray();
    return this;
  }

  /** Writes one element of an array. */
  @FunctionalInterface
  public interface ElementWriter<T> {

    /** Writes it where the generator stands. */
    void write(JsonGenerator json, T element) throws IOException;
  }

  /**
   * Writes a field's name; its value, of whatever kind, is for the caller to write.
   *
   * @return where to write it
   */
  public JsonGenerator name(String name) throws IOException {
    withhold(name);
    json.writeFieldName(name);
    return json;
  }

  /** Keeps an extra of this name out. */
  public void withhold(String name) {
    if (extras.containsKey(name)) {
      if (withheld == null) {
        withheld = new ArrayList<>(2);
      }
      withheld.add(name);
    }
  }

  /** Writes the extras and ends the object. */
  public void end() throws IOException {
    for (Map.Entry<?, ?> extra : extras.entrySet()) {
      String name = (String) extra.getKey();
      if (withheld == null || !withheld.contains(name)) {
        json.writeFieldName(name);
        PlainValues.write(json, extra.getValue());
      }
    }
    json.writeEndObject();
  }
}
