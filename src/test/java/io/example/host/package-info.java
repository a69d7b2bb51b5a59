/** An application with Camel routes of its own that has Cameleer's plain jar as a library. */
@NullMarked
package io.example.host;

import org.jspecify.annotations.NullMarked;
