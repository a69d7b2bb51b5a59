package io.cameleer.config;

import org.jspecify.annotations.Nullable;

/**
 * The database as configured, under {@code cameleer.database}.
 *
 * @param url where it is; may hold a password. Null: the file {@code cameleer.db} among the
 *     gateway's data
 * @param user who logs in at PostgreSQL, where the URL does not say
 * @param password with which password
 */
public record DatabaseProperties(
    @Nullable SecretSource url, @Nullable String user, @Nullable SecretSource password) {}
