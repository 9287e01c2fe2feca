package io.nodepulse.query.description;

import io.nodepulse.access.rule.AccessTable;
import io.nodepulse.access.scope.VisibleServers;
import io.nodepulse.edge.Parameters;
import io.nodepulse.edge.TakenParameters;
import io.nodepulse.edge.Takes;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;

import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.RequestMapping;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands at the head of the description, how it reads records, and what it says of parameters
 * and of refusals.
 */
@Configuration(proxyBeanMethods = false)
public class ApiDescription {

    private static final String CONVENTIONS =
            """
            Which processes are eating this machine. Times are RFC 3339 in UTC, CPU is in percent of \
            one core, memory is resident set size in MiB. A figure that is not known is null.""";

    private static final String PUSH = "/metrics/prometheus";

    private static final Map<String, String> REFUSALS =
            Map.of(
                    "429", "More than a caller may ask at a time or a second, or wrong too often.",
                    "503", "Too much is asked by all, or a store does not answer.");

    /** What these say, by name and type: {@link Problem} without a parameter. */
    private static final Map<String, String> PROBLEM =
            Map.of(
                    "title", "string",
                    "status", "integer",
                    "detail", "string",
                    "instance", "string",
                    "request_id", "string");

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

    /** Adds the refusals that any call of the API may meet, before its controller is asked. */
    @Bean
    OperationCustomizer commonRefusals() {
        return (operation, call) -> {
            RequestMapping mapping = call.getMethodAnnotation(RequestMapping.class);
            if (mapping != null && Stream.of(mapping.path()).anyMatch(ApiDescription::isLimited)) {
                REFUSALS.forEach(
                        (status, why) ->
                                operation.getResponses().addApiResponse(status, refusal(why)));
            }
            return operation;
        };
    }

    private static boolean isLimited(String pattern) {
        return AccessTable.isOfApi(pattern) || pattern.equals(PUSH);
    }

    private static ApiResponse refusal(String why) {
        JsonSchema problem = typed("object");
        PROBLEM.forEach((name, type) -> problem.addProperty(name, typed(type)));
        problem.required(List.copyOf(PROBLEM.keySet()));
        return new ApiResponse()
                .description(why)
                .addHeaderObject(
                        "Retry-After",
                        new Header()
                                .description("After so many seconds it may be answered.")
                                .schema(typed("integer")))
                .content(
                        new Content()
                                .addMediaType(
                                        "application/problem+json",
                                        new MediaType().schema(problem)));
    }

    private static JsonSchema typed(String type) {
        JsonSchema schema = new JsonSchema();
        schema.addType(type);
        return schema;
    }

    @Bean
    ModelResolver recordModels() {
        return new RecordModels();
    }
}
