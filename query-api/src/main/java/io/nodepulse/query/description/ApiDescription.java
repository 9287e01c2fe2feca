package io.nodepulse.query.description;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What stands at the head of the description, and how it reads records. */
@Configuration(proxyBeanMethods = false)
public class ApiDescription {

    private static final String CONVENTIONS =
            """
            Which processes are eating this machine. Times are RFC 3339 in UTC, CPU is in percent of \
            one core, memory is resident set size in MiB. A figure that is not known is null.""";

    @Bean
    OpenAPI apiHead() {
        return new OpenAPI()
                .info(new Info().title("NodePulse").version("1").description(CONVENTIONS));
    }

    @Bean
    ModelResolver recordModels() {
        return new RecordModels();
    }
}
