package io.nodepulse.commands;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** The write side as a program of its own. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(CommandsConfiguration.class)
public class CommandsApplication {

    public static void main(String[] args) {
        application().run(args);
    }

    /** The program, with the defaults of {@code commands.properties}. */
    static SpringApplication application() {
        return new SpringApplicationBuilder(CommandsApplication.class)
                .properties("spring.config.name=commands")
                .build();
    }
}
