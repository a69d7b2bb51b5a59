/** Tests of what goes to Mistral and what comes back. */
package io.cameleer.provider.mistral;
