package io.cameleer.camel.embedded;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;

/** The beans of edge and jobs, for a host that wants either. */
@Configuration(proxyBeanMethods = false)
@ComponentScan(
    basePackages = "io.cameleer.camel",
    excludeFilters =
        @Filter(type = FilterType.REGEX, pattern = "io\\.cameleer\\.camel\\.embedded\\..*"))
class OtherParts {}
