package io.nodepulse.audit.history;

import io.nodepulse.access.caller.ActTally;
import io.nodepulse.access.scope.VisibleServers;
import io.nodepulse.audit.export.AskedHistory;
import io.nodepulse.audit.export.HistoryFormat;
import io.nodepulse.edge.Parameters;
import io.nodepulse.edge.Takes;
import io.nodepulse.events.GroupSample;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.history.HistoryItem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Iterator;

/** {@code GET /api/servers/{id}/events}: what was sampled, from the event store itself. */
@RestController
public record EventHistoryController(ValkeyEventStore store, InstantSource clock, ActTally tally) {

    @GetMapping("/api/servers/{id}/events")
    @Takes({"from", "to", "process", "exporter", "cursor", "limit", "format"})
    void events(
            @PathVariable String id,
            Parameters parameters,
            @RequestHeader(value = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
            VisibleServers visible,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        HistoryFormat wanted = HistoryFormat.of(parameters, accept);
        HistoryQuery query = HistoryQuery.of(id, parameters, clock.instant());
        AskedHistory.requireKnown(query.serverId(), store.history(), visible);
        Iterator<HistoryItem> items = items(query);
        // The first read happens before the answer begins, so that its failure still has a status.
        var _ = items.hasNext();
        response.setContentType(wanted.mediaType().toString());
        if (wanted != HistoryFormat.JSON) {
            tally.exported(
                    "server:" + query.serverId(), wanted.extension(), request.getRemoteAddr());
            String server = store.history().nameOf(query.serverId()).orElse(id);
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ExportName.of(server, query.process(), wanted).toString());
        }
        write(wanted, items, query, response.getOutputStream());
    }

    private static void write(
            HistoryFormat format, Iterator<HistoryItem> items, HistoryQuery query, OutputStream out)
            throws IOException {
        switch (format) {
            case JSON -> new JsonHistory(out).page(items, query.limit());
            case NDJSON -> new JsonHistory(out).lines(items);
            case CSV -> new CsvHistory(query.exporter(), out).rows(items);
        }
    }

    private Iterator<HistoryItem> items(HistoryQuery query) {
        Iterator<HistoryItem> all =
                store.history()
                        .samples(
                                query.serverId(),
                                query.exporter(),
                                query.from(),
                                query.to(),
                                query.after());
        return query.process()
                .<Iterator<HistoryItem>>map(
                        name -> new FilteredIterator<>(all, item -> isOf(item, name)))
                .orElse(all);
    }

    /** What cannot be read may have been of any process. */
    private static boolean isOf(HistoryItem item, String process) {
        return !(item instanceof HistoryItem.Recorded recorded)
                || (recorded.sample() instanceof GroupSample sample
                        && sample.name().equals(process));
    }
}
