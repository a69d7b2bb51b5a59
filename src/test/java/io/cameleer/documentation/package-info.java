/** The documentation is right: its examples are run. */
@NullMarked
package io.cameleer.documentation;

import org.jspecify.annotations.NullMarked;
