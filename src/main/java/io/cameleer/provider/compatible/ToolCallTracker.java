package io.cameleer.provider.compatible;

import io.cameleer.chat.ChatChunk.ToolCallDelta;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells which call a piece of a streamed tool call belongs to, and gives every call an index, an id
 * and a name of its own. Servers leave the index out, give 0 for every call, repeat id and name in
 * every piece, or use one id twice. Not thread-safe; one per choice.
 */
final class ToolCallTracker {

  /** The arguments of a function that takes or was given none. */
  static final String NO_ARGUMENTS = "{}";

  private final List<Call> calls = new ArrayList<>(2);
  private final Set<String> ids = new HashSet<>();

  /** A call so far. {@code id} is the provider's own, or null where it gave none. */
  private static final class Call {
    private final int place;
    private final @Nullable Integer index;
    private final @Nullable String id;
    private final boolean custom;
    private @Nullable String name;
    private boolean hasArguments;

    Call(int place, CallFragment first) {
      this.place = place;
      this.index = first.index();
      this.id = first.id();
      this.custom = first.custom();
    }
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }

  /** What is new in a piece; null where that is nothing. */
  @Nullable ToolCallDelta accept(CallFragment fragment) {
    Call call = find(fragment);
    boolean started = call == null;
    String id = null;
    if (call == null) {
      call = new Call(calls.size(), fragment);
      calls.add(call);
      id = uniqueId(fragment.id());
    }
    String name = call.name == null ? fragment.name() : null;
    if (name != null) {
      call.name = name;
    }
    String arguments = fragment.arguments();
    call.hasArguments |= arguments != null && !arguments.isEmpty();
    if (started) {
      String opening = arguments == null ? "" : arguments;
      return new ToolCallDelta(call.place, id, call.custom, name, opening, null, fragment.extras());
    }
    if (name == null && (arguments == null || arguments.isEmpty())) {
      return null;
    }
    return new ToolCallDelta(
        call.place, null, call.custom, name, arguments, null, fragment.extras());
  }

  /**
   * Empty objects for the functions that were called without arguments: no arguments are not valid
   * JSON.
   */
  List<ToolCallDelta> missingArguments() {
    List<ToolCallDelta> missing = new ArrayList<>();
    for (Call call : calls) {
      if (!call.hasArguments && !call.custom) {
        call.hasArguments = true;
        missing.add(new ToolCallDelta(call.place, null, false, null, NO_ARGUMENTS, null, Map.of()));
      }
    }
    return missing;
  }

  private @Nullable Call find(CallFragment fragment) {
    Integer index = fragment.index();
    for (int i = calls.size() - 1; i >= 0; i--) {
      Call call = calls.get(i);
      if (index == null || index.equals(call.index)) {
        if (continues(call, fragment)) {
          return call;
        }
        if (fragment.id() == null) {
          return null;
        }
      }
    }
    return null;
  }

  /** By its id where it has one; otherwise it is the latest call's, unless it names a tool anew. */
  private static boolean continues(Call call, CallFragment fragment) {
    String id = fragment.id();
    if (id != null) {
      return id.equals(call.id);
    }
    String name = fragment.name();
    if (name == null || call.name == null) {
      return true;
    }
    return fragment.index() != null && name.equals(call.name);
  }

  private String uniqueId(@Nullable String id) {
    if (id != null && ids.add(id)) {
      return id;
    }
    String generated = GeneratedIds.call();
    ids.add(generated);
    return generated;
  }
}
