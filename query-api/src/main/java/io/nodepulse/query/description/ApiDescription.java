package io.nodepulse.query.description;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How answers are described: their fields in snake case, as JSON writes them. */
@Configuration(proxyBeanMethods = false)
public class ApiDescription {

    @Bean
    OpenAPI apiInfo() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("NodePulse")
                                .version("1")
                                .description(
                                        "Which processes are eating this machine. Times are RFC 3339"
                                                + " in UTC, CPU is in percent of one core, memory is"
                                                + " resident set size in MiB."));
    }

    @Bean
    ModelResolver snakeCaseModels() {
        return new ModelResolver(
                Json31.mapper()
                        .copy()
                        .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE));
    }
}
