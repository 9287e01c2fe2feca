package io.nodepulse.query;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The query side as a service of its own; its settings are in {@code query-api.properties}. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(QueryApiConfiguration.class)
public class QueryApiApplication {

    public static void main(String[] arguments) {
        new SpringApplicationBuilder(QueryApiApplication.class)
                .properties("spring.config.name=query-api")
                .run(arguments);
    }
}
