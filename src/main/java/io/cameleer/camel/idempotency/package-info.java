/**
 * Requests with an {@code Idempotency-Key}: who asks again gets the same answer, and nothing is
 * called twice.
 */
@NullMarked
package io.cameleer.camel.idempotency;

import org.jspecify.annotations.NullMarked;
