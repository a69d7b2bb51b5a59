package io.cameleer.catalog;

/**
 * A provider that is switched on, and how calls get to it.
 *
 * @param circuitBreaker the breaker in front of it
 * @param limit how many calls it gets at once
 * @param data where it handles data
 * @param responsesApi whether it has OpenAI's Responses API; otherwise no model of it is asked
 *     there, whatever its id suggests
 */
public record GuardedProvider(
    Provider provider,
    CircuitBreakerSettings circuitBreaker,
    ConcurrencyLimit limit,
    DataHandling data,
    boolean responsesApi) {

  /** A provider with the usual limits, of which nothing else is known. */
  public static GuardedProvider of(
      Provider provider, CircuitBreakerSettings circuitBreaker, boolean responsesApi) {
    return new GuardedProvider(
        provider, circuitBreaker, ConcurrencyLimit.DEFAULT, DataHandling.UNKNOWN, responsesApi);
  }
}
