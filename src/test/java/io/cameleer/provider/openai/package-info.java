/** Tests of what goes to OpenAI and compatible servers and what comes back. */
package io.cameleer.provider.openai;
