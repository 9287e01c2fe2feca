package io.nodepulse.commands;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** The write side alone, with the defaults of all services. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(CommandsConfiguration.class)
public class CommandsApplication {

    public static void main(String[] arguments) {
        application().run(arguments);
    }

    /** Not yet running. */
    public static SpringApplicationBuilder application(Class<?>... more) {
        return new SpringApplicationBuilder(CommandsApplication.class)
                .sources(more)
                .properties(
                        "spring.config.name=services",
                        "spring.application.name=nodepulse-commands",
                        "management.endpoint.health.group.readiness.include=readinessState,eventStore");
    }
}
