/**
 * The beans that the routes of files and batches name, and what sends jobs whose results are kept.
 */
@NullMarked
package io.cameleer.camel.batches;

import org.jspecify.annotations.NullMarked;
