package io.nodepulse.query.live;

import io.nodepulse.query.feed.Positions;
import io.nodepulse.query.readmodel.KnownServers;
import io.swagger.v3.oas.annotations.Operation;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Streams of server-sent events, one event {@code scrape} for each scrape that can be read. */
@RestController
public final class LiveController {

    private final KnownServers servers;
    private final Positions positions;
    private final LiveStreams streams;

    public LiveController(KnownServers servers, Positions positions, LiveStreams streams) {
        this.servers = servers;
        this.positions = positions;
        this.streams = streams;
    }

    @Operation(summary = "An event for each projected scrape of a server, with its as_of")
    @GetMapping(path = "/api/servers/{id}/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter ofServer(@PathVariable String id) {
        requireHeard();
        return streams.of(servers.get("id", id));
    }

    @Operation(summary = "An event for each projected scrape of any server: server_id and as_of")
    @GetMapping(path = "/api/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter ofAll() {
        requireHeard();
        return streams.ofAll();
    }

    private void requireHeard() {
        if (!positions.areHeard()) {
            throw new DataAccessResourceFailureException("The projections are not heard.");
        }
    }
}
