package io.cameleer.provider.compatible;

import io.cameleer.chat.Failure;
import org.jspecify.annotations.Nullable;

/** Recognises errors that mean something particular at one provider. */
@FunctionalInterface
public interface ErrorRule {

  /** What this error is, or null where the rule does not know it. */
  @Nullable Failure match(ErrorDetails error);
}
