/** What outlives the process. */
package io.cameleer.camel.storage;
