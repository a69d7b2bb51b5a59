/**
 * Repairs of requests that a provider refused in a form with a known way out: a dialect lists what
 * it recognises and what then to send instead, and everything else is common.
 */
@NullMarked
package io.cameleer.provider.repair;

import org.jspecify.annotations.NullMarked;
