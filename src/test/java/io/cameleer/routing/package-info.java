/** Tests of the planner and of what it is told about calls. */
package io.cameleer.routing;
