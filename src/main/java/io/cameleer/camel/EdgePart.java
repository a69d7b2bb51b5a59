package io.cameleer.camel;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Calls that come in over HTTP. */
@Configuration(proxyBeanMethods = false)
@Import({EdgeServices.class, EdgeBeans.class})
public class EdgePart {}
