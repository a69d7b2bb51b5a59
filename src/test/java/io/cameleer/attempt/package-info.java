/** Tests of how attempts follow each other and of what is remembered of them. */
package io.cameleer.attempt;
