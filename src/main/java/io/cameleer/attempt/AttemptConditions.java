package io.cameleer.attempt;

import io.cameleer.catalog.GuardedProvider;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What attempts have to heed.
 *
 * @param rules how patient a call is
 * @param states what is remembered of providers
 * @param providers what guards a provider, by its name; null for one that is no longer configured
 */
public record AttemptConditions(
    RetryRules rules,
    ProviderStates states,
    Function<String, @Nullable GuardedProvider> providers) {}
