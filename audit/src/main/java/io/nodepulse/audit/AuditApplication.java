package io.nodepulse.audit;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** The audit side as a service of its own; its settings are in {@code audit.properties}. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(AuditConfiguration.class)
public class AuditApplication {

    static void main(String[] arguments) {
        new SpringApplicationBuilder(AuditApplication.class)
                .properties("spring.config.name=audit")
                .run(arguments);
    }
}
