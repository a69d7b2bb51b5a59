/** Providers, models, aliases, prices and traits: one immutable snapshot. */
@NullMarked
package io.cameleer.catalog;

import org.jspecify.annotations.NullMarked;
