/** Tests of the parts that all dialects of OpenAI's format share. */
package io.cameleer.provider.compatible;
