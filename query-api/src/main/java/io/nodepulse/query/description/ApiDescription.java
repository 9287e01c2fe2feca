package io.nodepulse.query.description;

import io.nodepulse.access.scope.VisibleServers;
import io.nodepulse.edge.Parameters;
import io.nodepulse.edge.TakenParameters;
import io.nodepulse.edge.Takes;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;

import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands at the head of the description, how it reads records, and what it says of parameters.
 */
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

    /** Adds what a call takes by its {@link Takes} and nobody has described in more words. */
    @Bean
    OperationCustomizer takenParameters() {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Parameters.class, VisibleServers.class);
        return (operation, call) -> {
            Set<String> described =
                    Stream.ofNullable(operation.getParameters())
                            .flatMap(List::stream)
                            .map(Parameter::getName)
                            .collect(Collectors.toSet());
            TakenParameters.of(call.getMethod()).names().stream()
                    .filter(name -> !described.contains(name))
                    .map(name -> new QueryParameter().name(name).schema(new StringSchema()))
                    .forEach(operation::addParametersItem);
            return operation;
        };
    }

    @Bean
    ModelResolver recordModels() {
        return new RecordModels();
    }
}
