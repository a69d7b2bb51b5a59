/** The format of webhooks, and where they may go. */
package io.cameleer.job.webhook;
