package io.cameleer.config;

import org.jspecify.annotations.Nullable;

/**
 * The database as configured, under {@code cameleer.database}.
 *
 * @param url {@code jdbc:sqlite:<file>}, {@code postgresql://user:password@host/database}, or
 *     {@code jdbc:postgresql://host/database}; it may hold a password; by default the file {@code
 *     cameleer.db} in the folder {@code data}
 * @param user who logs in at PostgreSQL; by default the URL's
 * @param password with which password; by default the URL's
 */
public record DatabaseProperties(
    @Nullable SecretSource url, @Nullable String user, @Nullable SecretSource password) {}
