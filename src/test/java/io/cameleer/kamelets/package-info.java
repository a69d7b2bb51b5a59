/** The kamelets, used by applications of their own. */
@NullMarked
package io.cameleer.kamelets;

import org.jspecify.annotations.NullMarked;
