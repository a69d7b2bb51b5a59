/** Configuration: typed properties, their checks, where files are, and the catalogue made of it. */
@NullMarked
package io.cameleer.config;

import org.jspecify.annotations.NullMarked;
