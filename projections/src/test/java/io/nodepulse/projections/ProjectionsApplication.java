package io.nodepulse.projections;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** The projections alone, with the defaults of all services. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ProjectionsConfiguration.class)
public class ProjectionsApplication {

    public static void main(String[] arguments) {
        // Axon's update checker calls out of the house.
        System.setProperty("axoniq.update-checker.disabled", "true");
        application().run(arguments);
    }

    /** Not yet running. */
    public static SpringApplicationBuilder application(Class<?>... more) {
        return new SpringApplicationBuilder(ProjectionsApplication.class)
                .sources(more)
                .properties(
                        "spring.config.name=services",
                        "spring.application.name=nodepulse-projections",
                        "management.endpoint.health.group.readiness.include=readinessState,eventStore,db,projections");
    }
}
