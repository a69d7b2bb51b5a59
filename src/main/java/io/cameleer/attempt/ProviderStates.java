package io.cameleer.attempt;

/**
 * What the gateway remembers of its providers from call to call, beside their circuit breakers.
 *
 * @param coolDowns who is left alone for a while
 * @param permits how many calls each has
 * @param health how soon and how fast they answer
 */
public record ProviderStates(CoolDowns coolDowns, ProviderPermits permits, ObservedHealth health) {

  /** Starts knowing nothing. */
  public static ProviderStates fresh() {
    return new ProviderStates(
        new CoolDowns(System::nanoTime),
        new ProviderPermits(),
        new ObservedHealth(System::nanoTime));
  }
}
