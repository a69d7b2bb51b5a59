/** What a running gateway shows of itself. */
package io.cameleer.camel.observation;
