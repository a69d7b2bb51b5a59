package io.cameleer.catalog;

/** One provider and model that may serve a call. */
public record Candidate(Provider provider, Model model) {

  /** {@code provider/model}, as it stands in headers and logs. */
  public String label() {
    return provider.name() + "/" + model.id();
  }
}
