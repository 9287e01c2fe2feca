package io.nodepulse.query.top;

import io.nodepulse.access.scope.VisibleServers;
import io.nodepulse.edge.Parameters;
import io.nodepulse.edge.Takes;
import io.nodepulse.query.answer.Answers;
import io.nodepulse.query.description.RefusesBadParameters;
import io.nodepulse.query.readmodel.KnownServer;
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

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The heaviest processes of one server, and of several. */
@Tag(name = "processes")
@RestController
public record TopController(
        AskedServers servers, TopReader reader, Answers answers, InstantSource queryClock) {

    @Operation(operationId = "topOfServer", summary = "The heaviest processes of a server")
    @RefusesBadParameters
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = TopAnswer.class)))
    @TopParameters
    @GetMapping("/api/servers/{id}/processes/top")
    ResponseEntity<byte[]> ofServer(
            @PathVariable String id,
            Parameters parameters,
            VisibleServers visible,
            @Parameter(hidden = true) WebRequest request) {
        TopQuestion question = TopQuestion.of(parameters);
        KnownServer server = servers.ofPath(id, visible);
        Instant now = queryClock.instant();
        return answers.get(
                        server,
                        question.by(),
                        question,
                        now,
                        () -> reader.answer(server, question, now))
                .to(request);
    }

    @Operation(
            operationId = "topAcrossServers",
            summary = "The heaviest processes of several servers, of each and merged by name")
    @RefusesBadParameters
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = FleetTopAnswer.class)))
    @TopParameters
    @Takes(lists = AskedServers.LIST)
    @Parameter(
            name = AskedServers.LIST,
            in = ParameterIn.QUERY,
            description = "The ids of 1 to 100 servers, separated by commas.",
            schema = @Schema(type = "string"))
    @GetMapping("/api/processes/top")
    ResponseEntity<byte[]> acrossServers(
            Parameters parameters,
            VisibleServers visible,
            @Parameter(hidden = true) WebRequest request) {
        TopQuestion question = TopQuestion.of(parameters);
        Instant now = queryClock.instant();
        List<ServerTop> tops =
                servers.ofQuery(parameters, visible).stream()
                        .map(server -> reader.read(server, question, now))
                        .toList();
        return answers.write(FleetTopAnswer.of(question, tops), FleetTopAnswer.entityTag(tops))
                .to(request);
    }
}
