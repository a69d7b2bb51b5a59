/**
 * One call and its attempts: outcomes, provenance, the relay of streams. Knows no Camel and does no
 * I/O.
 */
@NullMarked
package io.cameleer.attempt;

import org.jspecify.annotations.NullMarked;
