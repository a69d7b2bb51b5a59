/** Repairs of refused requests, apart from any dialect. */
package io.cameleer.provider.repair;
