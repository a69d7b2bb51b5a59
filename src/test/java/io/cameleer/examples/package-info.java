/** The examples, each run as its readers run it. */
@NullMarked
package io.cameleer.examples;

import org.jspecify.annotations.NullMarked;
