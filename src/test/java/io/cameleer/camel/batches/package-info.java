/** Files and batches, through a whole gateway with its broker and its database. */
package io.cameleer.camel.batches;
