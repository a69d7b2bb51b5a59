/**
 * Webhooks that tell of jobs that have ended, in the format of <a
 * href="https://www.standardwebhooks.com">Standard Webhooks</a>, and where they may go.
 */
@NullMarked
package io.cameleer.job.webhook;

import org.jspecify.annotations.NullMarked;
