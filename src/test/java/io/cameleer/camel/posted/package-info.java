/** Posted jobs on a real broker and database. */
package io.cameleer.camel.posted;
