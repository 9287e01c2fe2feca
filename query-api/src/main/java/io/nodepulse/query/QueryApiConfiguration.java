package io.nodepulse.query;

import org.springframework.context.annotation.Configuration;

/** Everything the query side consists of, for its own application and for the all-in-one launcher. */
@Configuration(proxyBeanMethods = false)
public class QueryApiConfiguration {}
