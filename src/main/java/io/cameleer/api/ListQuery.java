package io.cameleer.api;

import io.cameleer.job.BatchId;
import io.cameleer.job.FileId;
import io.cameleer.job.FileQuery;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads the query parameters of lists.
 *
 * @param parameters gives a parameter by its name, or null where the query has none
 */
public record ListQuery(UnaryOperator<@Nullable String> parameters) {

  private static final String LIMIT = "limit";
  private static final String AFTER = "after";
  private static final String ORDER = "order";
  private static final int MOST_FILES = 10_000;
  private static final int MOST_BATCHES = 100;
  private static final int USUAL_BATCHES = 20;
  private static final List<String> ORDERS = List.of("asc", "desc");

  /**
   * Which files to list.
   *
   * @throws io.cameleer.chat.CallFailedException where a parameter can't be: status 400, naming it
   */
  public FileQuery files() {
    String after = parameters.apply(AFTER);
    return new FileQuery(
        parameters.apply("purpose"),
        after == null ? null : FileId.parse(after).orElseThrow(ListQuery::noSuchPlace),
        limit(MOST_FILES, MOST_FILES),
        oldestFirst());
  }

  /** How many batches to list. */
  public int batchLimit() {
    return limit(USUAL_BATCHES, MOST_BATCHES);
  }

  /** The batch after which to go on, or null: from the beginning. */
  public @Nullable BatchId afterBatch() {
    String after = parameters.apply(AFTER);
    return after == null ? null : BatchId.parse(after).orElseThrow(ListQuery::noSuchPlace);
  }

  /** What is thrown where the list can't go on after what the client named. */
  public static RuntimeException noSuchPlace() {
    return Invalid.value(AFTER, "Nothing in this list has the id that 'after' names.");
  }

  private int limit(int usual, int most) {
    String text = parameters.apply(LIMIT);
    if (text == null) {
      return usual;
    }
    try {
      long limit = Long.parseLong(text);
      if (limit < 1) {
        throw Invalid.below(LIMIT, "integer", 1, limit);
      }
      if (limit > most) {
        throw Invalid.above(LIMIT, "integer", most, limit);
      }
      return (int) limit;
    } catch (NumberFormatException noNumber) {
      throw Invalid.type(LIMIT, "an integer", text);
    }
  }

  private boolean oldestFirst() {
    String order = parameters.apply(ORDER);
    if (order != null && !ORDERS.contains(order)) {
      throw Invalid.value(ORDER, order, ORDERS);
    }
    return "asc".equals(order);
  }
}
