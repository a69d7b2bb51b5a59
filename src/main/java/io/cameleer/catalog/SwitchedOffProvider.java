package io.cameleer.catalog;

/**
 * A provider that is known but can't be used.
 *
 * @param name how the configuration calls it
 * @param dialect the wire format it speaks
 * @param remedy what switches it on, such as {@code set OPENAI_API_KEY}
 */
public record SwitchedOffProvider(String name, String dialect, String remedy) {}
