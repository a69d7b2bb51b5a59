package io.cameleer.provider.repair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a field of a body stands, as a provider writes it: {@code tools[0].function.strict}, {@code
 * body.messages.0.user.name}. What holds for one element of a list is taken to hold for all, since
 * few providers name more than the first. Validators put in the kind of a thing ({@code user},
 * {@code custom}) as a step that the body does not have, and Google writes {@code snake_case} where
 * the body has {@code camelCase}; both are looked through.
 *
 * @param steps names of fields, without places in lists
 */
public record FieldPath(List<String> steps) {

  private static final String WHOLE_BODY = "body";

  public FieldPath {
    steps = List.copyOf(steps);
  }

  /** Reads one; empty where the text names nothing. */
  public static FieldPath parse(String text) {
    List<String> steps = new ArrayList<>();
    for (String step : text.split("[.\\[\\]]+", -1)) {
      boolean place = step.chars().allMatch(Character::isDigit);
      if (!place && !(steps.isEmpty() && step.equals(WHOLE_BODY))) {
        steps.add(step);
      }
    }
    return new FieldPath(steps);
  }

  /** The path of a field below this one. */
  public FieldPath below(String field) {
    List<String> longer = new ArrayList<>(steps);
    longer.add(field);
    return new FieldPath(longer);
  }

  /** The name of the outermost field; empty where there is none. */
  public String root() {
    return steps.isEmpty() ? "" : steps.getFirst();
  }

  /** The name of the field itself; empty where there is none. */
  public String leaf() {
    return steps.isEmpty() ? "" : steps.getLast();
  }

  /** Whether this is a field of the body itself, and of that name. */
  public boolean is(String name) {
    return steps.size() == 1 && leaf().equals(name);
  }

  /**
   * Takes the field out of a body, in every element of the lists on the way, and with it an object
   * that is empty then.
   *
   * @return its path with the body's own names, {@code []} behind those of lists; null where it is
   *     not there
   */
  public @Nullable String removeFrom(ObjectNode body) {
    return steps.isEmpty() ? null : remove(body, 0, "");
  }

  private @Nullable String remove(JsonNode node, int step, String path) {
    if (node.isArray()) {
      String removed = null;
      for (JsonNode element : node) {
        String here = remove(element, step, path + "[]");
        removed = here == null ? removed : here;
      }
      return removed;
    }
    if (!(node instanceof ObjectNode object)) {
      return null;
    }
    String field = find(object, steps.get(step));
    boolean last = step == steps.size() - 1;
    if (field == null) {
      // a step that the body does not have, such as the kind of a thing
      return last || step == 0 ? null : remove(node, step + 1, path);
    }
    String longer = path.isEmpty() ? field : path + "." + field;
    if (last) {
      object.remove(field);
      return longer;
    }
    JsonNode inner = object.get(field);
    String removed = remove(inner, step + 1, longer);
    if (removed != null && inner.isObject() && inner.isEmpty()) {
      object.remove(field);
    }
    return removed;
  }

  private static @Nullable String find(ObjectNode object, String name) {
    if (object.has(name)) {
      return name;
    }
    String plain = plain(name);
    for (var field : object.properties()) {
      if (plain(field.getKey()).equals(plain)) {
        return field.getKey();
      }
    }
    return null;
  }

  /** A name without what differs between the ways of writing it. */
  static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }
}
