/** Tells those who want to know that a job has ended: the beans of the routes of webhooks. */
@NullMarked
package io.cameleer.camel.webhooks;

import org.jspecify.annotations.NullMarked;
