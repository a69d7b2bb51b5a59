/**
 * What the gateway as an application is made of: its parts, all named and none found, and Spring's
 * actuator beside it.
 */
@NullMarked
package io.cameleer.camel.application;

import org.jspecify.annotations.NullMarked;
