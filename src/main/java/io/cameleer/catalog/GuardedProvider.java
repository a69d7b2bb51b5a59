package io.cameleer.catalog;

/**
 * A provider that is switched on, and how calls get to it.
 *
 * @param circuitBreaker the breaker in front of it
 * @param responsesApi whether it has OpenAI's Responses API; otherwise no model of it is asked
 *     there, whatever its id suggests
 */
public record GuardedProvider(
    Provider provider, CircuitBreakerSettings circuitBreaker, boolean responsesApi) {}
