/** The embedded broker under stock clients, real kills and real faults. */
package io.cameleer.broker;
