package io.nodepulse.projections;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** The projections as a service of their own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ProjectionsConfiguration.class)
public class ProjectionsApplication {

    public static void main(String[] args) {
        // Axon's update checker calls out of the house.
        System.setProperty("axoniq.update-checker.disabled", "true");
        application().run(args);
    }

    /** The program, with the defaults of {@code projections.properties}. */
    static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(ProjectionsApplication.class)
                .properties("spring.config.name=projections");
    }
}
