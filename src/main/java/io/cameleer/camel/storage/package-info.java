/** What outlives the process, as beans: the database, what is in it, and the contents of files. */
@NullMarked
package io.cameleer.camel.storage;

import org.jspecify.annotations.NullMarked;
