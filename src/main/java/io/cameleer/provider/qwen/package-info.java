/** Qwen's dialect: OpenAI's format with the differences of DashScope's compatible mode. */
@NullMarked
package io.cameleer.provider.qwen;

import org.jspecify.annotations.NullMarked;
