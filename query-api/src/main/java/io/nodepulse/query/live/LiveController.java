package io.nodepulse.query.live;

import io.nodepulse.access.gate.Reauthorization;
import io.nodepulse.access.scope.VisibleServers;
import io.nodepulse.query.description.RefusesBadParameters;
import io.nodepulse.query.feed.Positions;
import io.nodepulse.query.request.AskedServers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Streams of server-sent events, one event {@code scrape} for each scrape that can be read, and one
 * event {@code server} for each server that was renamed, tagged or removed.
 */
@Tag(name = "live")
@RestController
public record LiveController(
        AskedServers servers,
        Positions positions,
        LiveStreams streams,
        Reauthorization readmission) {

    @Operation(
            operationId = "liveOfServer",
            summary =
                    "An event scrape for each projected scrape of a server, with its as_of; an event"
                            + " server where it was renamed, tagged or removed")
    @RefusesBadParameters
    @AnswersEvents
    @GetMapping(path = "/api/servers/{id}/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter ofServer(
            @PathVariable String id, VisibleServers visible, HttpServletRequest request) {
        requireHeard();
        return streams.of(servers.ofPath(id, visible), visible, readmission.of(request));
    }

    @Operation(
            operationId = "live",
            summary =
                    "An event scrape for each projected scrape of any server: server_id and as_of; an"
                            + " event server where one was renamed, tagged or removed: server_id")
    @AnswersEvents
    @GetMapping(path = "/api/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter ofAll(VisibleServers visible, HttpServletRequest request) {
        requireHeard();
        return streams.ofAll(visible, readmission.of(request));
    }

    private void requireHeard() {
        if (!positions.areHeard()) {
            throw new DataAccessResourceFailureException("The projections are not heard.");
        }
    }
}
