/** Tests of JSON as bytes, as a tree and as plain Java values. */
@NullMarked
package io.cameleer.json;

import org.jspecify.annotations.NullMarked;
