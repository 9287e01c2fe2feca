package io.nodepulse.query;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** The query side alone, with the defaults of all services. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(QueryApiConfiguration.class)
public class QueryApiApplication {

    public static void main(String[] arguments) {
        application().run(arguments);
    }

    /** Not yet running. */
    public static SpringApplicationBuilder application(Class<?>... more) {
        return new SpringApplicationBuilder(QueryApiApplication.class)
                .sources(more)
                .properties(
                        "spring.config.name=services",
                        "spring.application.name=nodepulse-query",
                        "springdoc.packages-to-scan=io.nodepulse.query",
                        "management.endpoint.health.group.readiness.include=readinessState,db");
    }
}
