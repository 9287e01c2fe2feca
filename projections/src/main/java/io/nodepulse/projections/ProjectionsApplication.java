package io.nodepulse.projections;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The projections as a service of their own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ProjectionsConfiguration.class)
public class ProjectionsApplication {

    public static void main(String[] args) {
        // Axon's update checker calls out of the house.
        System.setProperty("axoniq.update-checker.disabled", "true");
        SpringApplication.run(ProjectionsApplication.class, args);
    }
}
