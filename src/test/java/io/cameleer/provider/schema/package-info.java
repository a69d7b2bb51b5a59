/** Tests of what is done to JSON schemas for all providers. */
package io.cameleer.provider.schema;
