/** OpenAI: chat completions, and the Responses API behind the same chat request. */
@NullMarked
package io.cameleer.provider.openai;

import org.jspecify.annotations.NullMarked;
