/** Tests of keeping contents. */
@NullMarked
package io.cameleer.job.content;

import org.jspecify.annotations.NullMarked;
