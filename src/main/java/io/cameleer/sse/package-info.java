/** Server-sent events: parser and writer. */
@NullMarked
package io.cameleer.sse;

import org.jspecify.annotations.NullMarked;
