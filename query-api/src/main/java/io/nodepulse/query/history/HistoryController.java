package io.nodepulse.query.history;

import io.nodepulse.edge.Parameters;
import io.nodepulse.edge.Takes;
import io.nodepulse.query.answer.Answer;
import io.nodepulse.query.answer.Answers;
import io.nodepulse.query.description.RefusesBadParameters;
import io.nodepulse.query.readmodel.KnownServer;
import io.nodepulse.query.readmodel.ProcessDictionary;
import io.nodepulse.query.readmodel.WindowReader;
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

import java.time.Instant;
import java.time.InstantSource;

/** The course of one process of one server. */
@Tag(name = "processes")
@RestController
public record HistoryController(
        AskedServers servers,
        ProcessDictionary names,
        WindowReader reader,
        Answers answers,
        InstantSource queryClock) {

    @Operation(
            operationId = "processHistory",
            summary = "CPU, memory and count of a process over time")
    @RangeInQuery
    @Takes(HistoryQuestion.POINTS)
    @Parameter(
            name = HistoryQuestion.POINTS,
            in = ParameterIn.QUERY,
            description = "The most points wanted; steps are whole minutes.",
            schema =
                    @Schema(
                            type = "integer",
                            minimum = "10",
                            maximum = "1000",
                            defaultValue = "240"))
    @RefusesBadParameters
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = HistoryAnswer.class)))
    @GetMapping("/api/servers/{id}/processes/{name}/history")
    ResponseEntity<byte[]> history(
            @PathVariable String id,
            @PathVariable String name,
            Parameters parameters,
            @Parameter(hidden = true) WebRequest request) {
        HistoryQuestion question = HistoryQuestion.of(name, parameters);
        KnownServer server = servers.ofPath(id);
        Instant now = queryClock.instant();
        return answers.get(server, question, now, () -> compute(server, question, now)).to(request);
    }

    private Answer compute(KnownServer server, HistoryQuestion question, Instant now) {
        ProcessHistory history = ProcessHistory.read(server, question, now, reader, names);
        return answers.write(history.answer(), history.entityTag());
    }
}
