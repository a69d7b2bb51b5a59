/** Webhooks on their way. */
package io.cameleer.camel.webhooks;
