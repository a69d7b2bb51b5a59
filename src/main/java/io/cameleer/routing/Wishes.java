package io.cameleer.routing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request itself says about who shall serve it: OpenRouter's {@code models} and {@code
 * provider}, LiteLLM's {@code fallbacks}.
 *
 * @param models models or aliases to fall back to, in order
 * @param order names of providers to be asked first, in this order
 * @param only names of the only providers that may be asked; empty: all
 * @param ignore names of providers that must not be asked
 * @param allowFallbacks whether anybody may be asked but the best candidate or, where {@code order}
 *     lists providers, those of the providers listed
 * @param requireParameters whether only candidates may be asked that honour every parameter
 * @param sort an order of its own for the candidates, or null
 * @param maxPrice what candidates may cost at most
 * @param denyDataCollection whether only providers may be asked that don't collect data
 */
public record Wishes(
    List<String> models,
    List<String> order,
    Set<String> only,
    Set<String> ignore,
    boolean allowFallbacks,
    boolean requireParameters,
    @Nullable Sort sort,
    MaxPrice maxPrice,
    boolean denyDataCollection) {

  /** No wishes. */
  public static final Wishes NONE =
      new Wishes(List.of(), List.of(), Set.of(), Set.of(), true, false, null, MaxPrice.NONE, false);

  public Wishes {
    models = List.copyOf(models);
    order = List.copyOf(order);
    only = Set.copyOf(only);
    ignore = Set.copyOf(ignore);
  }

  /** An order by one property. */
  public enum Sort {
    /** Cheapest first. */
    PRICE,
    /** Most tokens per second first. */
    THROUGHPUT,
    /** Soonest first token first. */
    LATENCY
  }

  /**
   * Prices in US dollars per million tokens that a candidate must not exceed.
   *
   * @param prompt for prompt tokens, or null for any
   * @param completion for answer tokens, or null for any
   */
  public record MaxPrice(@Nullable BigDecimal prompt, @Nullable BigDecimal completion) {

    /** Any price. */
    public static final MaxPrice NONE = new MaxPrice(null, null);
  }
}
