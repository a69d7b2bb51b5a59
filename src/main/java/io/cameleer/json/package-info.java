/** JSON bytes, trees and plain Java values: the one place that configures Jackson. */
@NullMarked
package io.cameleer.json;

import org.jspecify.annotations.NullMarked;
