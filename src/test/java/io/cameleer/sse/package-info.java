/** Tests of reading server-sent events. */
package io.cameleer.sse;
