/** Rules that the whole tree keeps. */
package io.cameleer.architecture;
