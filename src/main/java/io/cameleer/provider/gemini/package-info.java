/**
 * Google's Gemini API: {@code generateContent}, {@code streamGenerateContent}, {@code
 * batchEmbedContents}.
 */
@NullMarked
package io.cameleer.provider.gemini;

import org.jspecify.annotations.NullMarked;
