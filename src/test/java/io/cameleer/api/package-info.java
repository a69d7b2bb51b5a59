/** Tests of the public wire format. */
package io.cameleer.api;
