package io.nodepulse.query.servers;

import io.nodepulse.access.scope.VisibleServers;
import io.nodepulse.edge.Kind;
import io.nodepulse.edge.Parameters;
import io.nodepulse.edge.Takes;
import io.nodepulse.query.answer.Answers;
import io.nodepulse.query.description.RefusesBadParameters;
import io.nodepulse.query.readmodel.ProcessDictionary;
import io.nodepulse.query.request.NameSearch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** Where in the fleet a process runs. */
@Tag(name = "processes")
@RestController
public record SearchController(Fleet fleet, ProcessDictionary names, Answers answers) {

    private static final int DEFAULT_LIMIT = 20;
    private static final Kind<Integer> LIMIT = Kind.wholeNumber(1, 100);

    @Operation(
            operationId = "findProcesses",
            summary = "Processes by a part of their name, on all servers",
            description =
                    "Looks through every process of each server's last scrape, and those of the 5"
                            + " minutes before it.")
    @RefusesBadParameters
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = FoundProcesses.class)))
    @Takes({NameSearch.PARAMETER, "limit"})
    @Parameter(
            name = NameSearch.PARAMETER,
            in = ParameterIn.QUERY,
            required = true,
            description = "A part of the name, whatever the case of its letters.",
            schema = @Schema(type = "string", minLength = 1, maxLength = 256))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "How many.",
            schema = @Schema(type = "integer", minimum = "1", maximum = "100", defaultValue = "20"))
    @GetMapping("/api/processes")
    ResponseEntity<byte[]> find(
            Parameters parameters,
            VisibleServers visible,
            @Parameter(hidden = true) WebRequest request) {
        NameSearch search = NameSearch.required(parameters);
        int limit = parameters.optional("limit", LIMIT).orElse(DEFAULT_LIMIT);
        return answers.write(FoundProcesses.of(search, fleet.servers(visible), names, limit))
                .to(request);
    }
}
