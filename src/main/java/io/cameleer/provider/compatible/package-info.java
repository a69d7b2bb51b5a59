/**
 * OpenAI's chat and embeddings format as the many servers that imitate it speak it. Writing is
 * strict: the request as the client sent it, with a dialect's named differences applied one after
 * the other. Reading is lenient: one reader understands every known deviation, so that a dialect
 * need not say how its provider's answers differ.
 */
@NullMarked
package io.cameleer.provider.compatible;

import org.jspecify.annotations.NullMarked;
