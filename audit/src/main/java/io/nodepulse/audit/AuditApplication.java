package io.nodepulse.audit;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The audit side as a service of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(AuditConfiguration.class)
public class AuditApplication {

    static void main(String[] arguments) {
        SpringApplication.run(AuditApplication.class, arguments);
    }
}
