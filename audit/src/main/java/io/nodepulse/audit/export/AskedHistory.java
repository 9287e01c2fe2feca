package io.nodepulse.audit.export;

import io.nodepulse.access.scope.VisibleServers;
import io.nodepulse.edge.Kind;
import io.nodepulse.edge.Parameters;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.Exporter;
import io.nodepulse.events.store.history.EventHistory;

import org.springframework.http.HttpStatus;

import java.util.UUID;

/** What several calls for history are given. */
public final class AskedHistory {

    /** What was scraped, by the program that told it. */
    private static final Kind<Exporter> EXPORTER = Kind.oneOf(Exporter.values(), Exporter::field);

    private static final Kind<Integer> LIMIT = Kind.wholeNumber(1, 10_000);
    private static final int DEFAULT_LIMIT = 500;

    private AskedHistory() {}

    /** Most events of a page. */
    public static int limit(Parameters given) {
        return given.optional("limit", LIMIT).orElse(DEFAULT_LIMIT);
    }

    /** Process groups, unless the host's figures are named. */
    public static Exporter exporter(Parameters given) {
        return given.optional("exporter", EXPORTER).orElse(Exporter.PROCESSES);
    }

    /** A server's id; one that cannot be one is not found. */
    public static UUID serverId(String text) {
        return Kind.UUID.read(text).orElseThrow(() -> unknownServer(text));
    }

    /**
     * For a server that must once have been registered.
     *
     * @throws Refused if it never was, or the caller may not see it
     */
    public static void requireKnown(UUID serverId, EventHistory history, VisibleServers visible) {
        if (!visible.include(serverId) || !history.isRegistered(serverId)) {
            throw unknownServer(serverId.toString());
        }
    }

    private static Refused unknownServer(String id) {
        return Refused.of(HttpStatus.NOT_FOUND, "no server has the id " + id);
    }
}
