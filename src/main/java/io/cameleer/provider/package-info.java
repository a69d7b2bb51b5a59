/**
 * The contract between the gateway and a provider's wire format; one package per dialect below it.
 */
@NullMarked
package io.cameleer.provider;

import org.jspecify.annotations.NullMarked;
