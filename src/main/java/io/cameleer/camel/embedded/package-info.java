/**
 * Cameleer inside another application, its host. It runs in a Camel context of its own, so that
 * neither can get into the other's way: not by the names of beans, routes and endpoints, nor by
 * error handlers, type converters or settings. What the two have in common are the doors, the
 * {@code cameleer.*} properties and the registry of metrics.
 */
@NullMarked
package io.cameleer.camel.embedded;

import org.jspecify.annotations.NullMarked;
