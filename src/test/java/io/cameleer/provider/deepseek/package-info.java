/** Tests of what goes to DeepSeek and what comes back. */
package io.cameleer.provider.deepseek;
