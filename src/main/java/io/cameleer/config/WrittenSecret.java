package io.cameleer.config;

/** A secret as written, and the property or variable that holds it. */
record WrittenSecret(String name, SecretSource source) {}
