/**
 * The only package that knows Camel: the beans that the routes name, the edge server, provider
 * routes.
 */
@NullMarked
package io.cameleer.camel;

import org.jspecify.annotations.NullMarked;
