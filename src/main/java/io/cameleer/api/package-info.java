/** The public wire format: OpenAI's JSON read into the canonical model, and written from it. */
@NullMarked
package io.cameleer.api;

import org.jspecify.annotations.NullMarked;
