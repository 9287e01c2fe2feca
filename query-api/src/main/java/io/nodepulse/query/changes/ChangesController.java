package io.nodepulse.query.changes;

import io.nodepulse.access.scope.VisibleServers;
import io.nodepulse.edge.Parameters;
import io.nodepulse.edge.Takes;
import io.nodepulse.query.answer.Answers;
import io.nodepulse.query.description.RefusesBadParameters;
import io.nodepulse.query.request.AskedServers;
import io.nodepulse.query.request.RangeInQuery;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

import java.time.InstantSource;

/** What became of the processes of one server. */
@Tag(name = "processes")
@RestController
public record ChangesController(
        AskedServers servers, ChangesReader reader, Answers answers, InstantSource queryClock) {

    @Operation(
            operationId = "processChanges",
            summary = "Starts, ends and restarts of processes, jumps of their number and memory",
            description = "As far back as scrapes are kept.")
    @RefusesBadParameters
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = ChangesAnswer.class)))
    @RangeInQuery
    @Takes({ChangesQuestion.NAME, ChangesQuestion.LIMIT})
    @Parameter(
            name = ChangesQuestion.NAME,
            in = ParameterIn.QUERY,
            description = "Of the only process that is asked for, to the letter.",
            schema = @Schema(type = "string", minLength = 1, maxLength = 256))
    @Parameter(
            name = ChangesQuestion.LIMIT,
            in = ParameterIn.QUERY,
            description = "How many changes, the newest first.",
            schema =
                    @Schema(
                            type = "integer",
                            minimum = "1",
                            maximum = "1000",
                            defaultValue = "100"))
    @GetMapping("/api/servers/{id}/changes")
    ResponseEntity<byte[]> changes(
            @PathVariable String id,
            Parameters parameters,
            VisibleServers visible,
            @Parameter(hidden = true) WebRequest request) {
        ChangesQuestion question = ChangesQuestion.of(parameters);
        return answers.write(
                        reader.answer(servers.ofPath(id, visible), question, queryClock.instant()))
                .to(request);
    }
}
