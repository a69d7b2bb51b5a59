/**
 * From a request to the ordered candidates that may serve it. Pure: no Camel, no I/O, no clock of
 * its own.
 */
@NullMarked
package io.cameleer.routing;

import org.jspecify.annotations.NullMarked;
