/** Jobs on topics. */
package io.cameleer.job.topic;
