package io.nodepulse.audit.log;

import io.nodepulse.access.caller.ActTally;
import io.nodepulse.audit.export.AskedHistory;
import io.nodepulse.audit.export.CsvText;
import io.nodepulse.audit.export.HistoryFormat;
import io.nodepulse.edge.Kind;
import io.nodepulse.edge.Parameters;
import io.nodepulse.edge.Takes;
import io.nodepulse.events.store.ValkeyEventStore;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.StreamSupport;

/**
 * {@code GET /api/administration/events}: what administrators did, newest first. A page has {@code
 * more} if older ones are left: the next page is asked for with {@code to} of its last.
 */
@RestController
public record AuditLogController(ValkeyEventStore store, ActTally tally) {

    private static final JsonMapper JSON = new JsonMapper();

    /** A page. */
    record Page(List<AuditLogRow> events, boolean more) {}

    @GetMapping("/api/administration/events")
    @Takes({"from", "to", "limit", "format"})
    void acts(
            Parameters parameters,
            @RequestHeader(value = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        HistoryFormat wanted = HistoryFormat.of(parameters, accept);
        int most = AskedHistory.limit(parameters);
        Iterator<AuditLogRow> rows =
                rows(
                        parameters.optional("from", Kind.TIME).orElse(Instant.MIN),
                        parameters.optional("to", Kind.TIME).orElse(Instant.MAX));
        // The first read happens before the answer begins, so that its failure still has a status.
        var _ = rows.hasNext();
        if (wanted != HistoryFormat.JSON) {
            tally.exported("administration", wanted.extension(), request.getRemoteAddr());
        }
        response.setContentType(wanted.mediaType().toString());
        try (Writer out =
                new BufferedWriter(
                        new OutputStreamWriter(
                                response.getOutputStream(), StandardCharsets.UTF_8))) {
            switch (wanted) {
                case JSON -> out.write(JSON.writeValueAsString(page(rows, most)));
                case NDJSON -> lines(rows, out);
                case CSV -> csv(rows, out);
            }
        }
    }

    /** Clocks of several instances differ a little, so the order is no reason to stop reading. */
    private Iterator<AuditLogRow> rows(Instant from, Instant to) {
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(store.history().auditLog(), 0), false)
                .map(AuditLogRow::of)
                .filter(row -> !row.at().isBefore(from) && !row.at().isAfter(to))
                .iterator();
    }

    private static Page page(Iterator<AuditLogRow> rows, int limit) {
        List<AuditLogRow> page = new ArrayList<>();
        while (page.size() < limit && rows.hasNext()) {
            page.add(rows.next());
        }
        return new Page(page, rows.hasNext());
    }

    private static void lines(Iterator<AuditLogRow> rows, Writer out) throws IOException {
        while (rows.hasNext()) {
            out.write(JSON.writeValueAsString(rows.next()));
            out.write('\n');
        }
    }

    private static void csv(Iterator<AuditLogRow> rows, Writer out) throws IOException {
        out.append(AuditLogRow.COLUMNS).append(CsvText.LINE_END);
        while (rows.hasNext()) {
            out.append(rows.next().csv()).append(CsvText.LINE_END);
        }
    }
}
