package io.cameleer.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an application that is an installation of Cameleer: it lives by the defaults, the
 * configuration file and the folders of Cameleer. An application that only uses Cameleer as a
 * library has its own, which Cameleer leaves alone.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Installation {}
