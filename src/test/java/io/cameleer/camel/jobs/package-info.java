/** Jobs on a real broker. */
package io.cameleer.camel.jobs;
