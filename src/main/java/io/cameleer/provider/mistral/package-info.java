/** Mistral's dialect: OpenAI's format with the differences of Mistral's API reference. */
@NullMarked
package io.cameleer.provider.mistral;

import org.jspecify.annotations.NullMarked;
