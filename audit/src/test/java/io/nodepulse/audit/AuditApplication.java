package io.nodepulse.audit;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** The audit side alone, with the defaults of all services. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(AuditConfiguration.class)
public class AuditApplication {

    public static void main(String[] arguments) {
        application().run(arguments);
    }

    /** Not yet running. */
    public static SpringApplicationBuilder application(Class<?>... more) {
        return new SpringApplicationBuilder(AuditApplication.class)
                .sources(more)
                .properties(
                        "spring.config.name=services",
                        "spring.application.name=nodepulse-audit",
                        "management.endpoint.health.group.readiness.include=readinessState,eventStore");
    }
}
