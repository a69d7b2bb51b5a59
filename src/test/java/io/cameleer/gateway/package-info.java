/** The running gateway, called over HTTP, with providers emulated on real sockets. */
package io.cameleer.gateway;
