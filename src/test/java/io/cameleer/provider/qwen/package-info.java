/** Tests of what goes to Qwen and what comes back. */
package io.cameleer.provider.qwen;
