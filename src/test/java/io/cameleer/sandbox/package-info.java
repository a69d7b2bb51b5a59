/** Tests of the built-in provider. */
package io.cameleer.sandbox;
