/**
 * Cameleer: one OpenAI-compatible gateway in front of every LLM provider, built from Camel routes.
 */
@NullMarked
package io.cameleer;

import org.jspecify.annotations.NullMarked;
