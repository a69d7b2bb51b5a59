/**
 * What shows how the gateway is doing: metrics of calls and attempts, one log line per call, and
 * traces. It looks on and decides nothing. The only package that knows OpenTelemetry.
 */
@NullMarked
package io.cameleer.camel.observation;

import org.jspecify.annotations.NullMarked;
