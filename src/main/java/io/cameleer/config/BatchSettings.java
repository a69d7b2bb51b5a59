package io.cameleer.config;

/**
 * What a batch may hold, checked.
 *
 * @param maxLines how many requests
 * @param maxBytes how large its file may be
 */
public record BatchSettings(int maxLines, long maxBytes) {}
