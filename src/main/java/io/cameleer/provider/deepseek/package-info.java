/** DeepSeek's dialect: OpenAI's format with the differences of DeepSeek's API reference. */
@NullMarked
package io.cameleer.provider.deepseek;

import org.jspecify.annotations.NullMarked;
