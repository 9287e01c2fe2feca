package io.nodepulse.query.servers;

import io.nodepulse.access.scope.VisibleServers;
import io.nodepulse.query.answer.Answers;
import io.nodepulse.query.description.RefusesBadParameters;
import io.nodepulse.query.readmodel.GroupedBy;
import io.nodepulse.query.readmodel.KnownServer;
import io.nodepulse.query.request.AskedServers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
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

/** The servers of the fleet. */
@Tag(name = "servers")
@RestController
public record ServersController(
        AskedServers servers, Fleet fleet, Answers answers, InstantSource queryClock) {

    @Operation(
            operationId = "servers",
            summary = "All registered servers with their latest figures")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = ServerList.class)))
    @GetMapping("/api/servers")
    ResponseEntity<byte[]> list(
            VisibleServers visible, @Parameter(hidden = true) WebRequest request) {
        return answers.write(ServerList.of(fleet.servers(visible), queryClock.instant()))
                .to(request);
    }

    @Operation(operationId = "server", summary = "One server with all figures of its host")
    @RefusesBadParameters
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = ServerDetail.class)))
    @GetMapping("/api/servers/{id}")
    ResponseEntity<byte[]> one(
            @PathVariable String id,
            VisibleServers visible,
            @Parameter(hidden = true) WebRequest request) {
        KnownServer server = servers.ofPath(id, visible);
        ServerRow row =
                fleet.reader().read(server).orElseThrow(() -> AskedServers.unknown(server.id()));
        return answers.write(
                        new ServerDetail(
                                ServerSummary.of(row, queryClock.instant()),
                                fleet.reader().hostDetail(server),
                                fleet.reader().metrics(server, GroupedBy.PROCESS),
                                fleet.reader().metrics(server, GroupedBy.UNIT),
                                fleet.reader().groupedBy(server),
                                fleet.reader().retentionDays()))
                .to(request);
    }
}
