/** Tests of what goes to Gemini and what comes back. */
package io.cameleer.provider.gemini;
