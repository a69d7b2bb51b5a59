package io.cameleer.camel.application;

import io.cameleer.camel.EdgePart;
import io.cameleer.camel.batches.BatchBeans;
import io.cameleer.camel.idempotency.IdempotencyBeans;
import io.cameleer.camel.jobs.JobBeans;
import io.cameleer.camel.posted.PostedBeans;
import io.cameleer.camel.storage.StorageBeans;
import io.cameleer.camel.webhooks.WebhookBeans;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What there is beside {@link io.cameleer.camel.CorePart}: calls over HTTP, jobs and batches. */
@Configuration(proxyBeanMethods = false)
@Import({
  EdgePart.class,
  StorageBeans.class,
  IdempotencyBeans.class,
  JobBeans.class,
  BatchBeans.class,
  PostedBeans.class,
  WebhookBeans.class
})
public class EdgeAndJobsParts {}
