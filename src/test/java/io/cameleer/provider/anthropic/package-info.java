/** Tests of Anthropic's wire format. */
package io.cameleer.provider.anthropic;
