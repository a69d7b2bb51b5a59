/** Tests of the configuration. */
package io.cameleer.config;
