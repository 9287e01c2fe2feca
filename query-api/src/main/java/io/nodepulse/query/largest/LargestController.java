package io.nodepulse.query.largest;

import io.nodepulse.access.scope.VisibleServers;
import io.nodepulse.edge.Parameters;
import io.nodepulse.edge.Takes;
import io.nodepulse.events.store.largest.LargestStore;
import io.nodepulse.query.answer.Answers;
import io.nodepulse.query.description.RefusesBadParameters;
import io.nodepulse.query.request.AskedServers;
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
import java.util.UUID;

/** The processes behind the groups of one server. */
@Tag(name = "processes")
@RestController
public record LargestController(
        AskedServers servers, LargestStore lists, Answers answers, InstantSource queryClock) {

    @Operation(
            operationId = "largestProcesses",
            summary = "The largest processes behind a group, by pid",
            description =
                    "The newest list up to a moment, and of the 5 minutes before it. Agents that"
                            + " read /proc send one a minute, which is kept for a day.")
    @RefusesBadParameters
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = LargestAnswer.class)))
    @Takes({LargestQuestion.NAME, LargestQuestion.AT})
    @Parameter(
            name = LargestQuestion.NAME,
            in = ParameterIn.QUERY,
            description = "Of the only group that is asked for, to the letter.",
            schema = @Schema(type = "string", minLength = 1, maxLength = 256))
    @Parameter(
            name = LargestQuestion.AT,
            in = ParameterIn.QUERY,
            description =
                    "RFC 3339 or epoch milliseconds; without it, the newest list that there is.",
            schema = @Schema(type = "string"))
    @GetMapping("/api/servers/{id}/largest-processes")
    ResponseEntity<byte[]> largest(
            @PathVariable String id,
            Parameters parameters,
            VisibleServers visible,
            @Parameter(hidden = true) WebRequest request) {
        LargestQuestion question = LargestQuestion.of(parameters);
        UUID serverId = servers.ofPath(id, visible).id();
        LargestAnswer answer =
                lists.at(serverId, question.oldest(), question.newest(queryClock.instant()))
                        .map(list -> LargestAnswer.of(serverId, list, question.name()))
                        .orElseGet(() -> LargestAnswer.none(serverId));
        return answers.write(answer).to(request);
    }
}
