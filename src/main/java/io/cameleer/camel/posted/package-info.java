/**
 * Jobs that are posted to {@code /v1/jobs} and asked for there: the beans of their edge routes, and
 * of the route that sends on what a gateway that died has left.
 */
@NullMarked
package io.cameleer.camel.posted;

import org.jspecify.annotations.NullMarked;
