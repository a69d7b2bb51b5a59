/** JSON schemas as clients write them, made ready for what providers take. */
@NullMarked
package io.cameleer.provider.schema;

import org.jspecify.annotations.NullMarked;
