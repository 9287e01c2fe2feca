package io.nodepulse.query.request;

import io.nodepulse.access.scope.VisibleServers;
import io.nodepulse.edge.Kind;
import io.nodepulse.edge.Parameters;
import io.nodepulse.edge.Refused;
import io.nodepulse.query.readmodel.KnownServer;
import io.nodepulse.query.readmodel.KnownServers;

import org.springframework.http.HttpStatus;

import java.util.List;
import java.util.UUID;

/** The servers that a call names, which must be known, and visible to its caller. Thread-safe. */
public final class AskedServers {

    public static final String LIST = "server_ids";

    private static final String ID = "id";

    private final KnownServers servers;

    public AskedServers(KnownServers servers) {
        this.servers = servers;
    }

    /**
     * @param id as it stands in the path
     * @throws Refused where it is not a UUID, or there is no such server
     */
    public KnownServer ofPath(String id, VisibleServers visible) {
        return known(ID, Parameters.read(ID, id, Kind.UUID), visible);
    }

    /**
     * The servers of {@code server_ids}, each once.
     *
     * @throws Refused where there are none or too many, and as {@link #ofPath}
     */
    public List<KnownServer> ofQuery(Parameters parameters, VisibleServers visible) {
        return ids(parameters).stream().map(id -> known(LIST, id, visible)).toList();
    }

    static List<UUID> ids(Parameters parameters) {
        if (String.join(",", parameters.all(LIST)).isEmpty()) {
            throw Parameters.missing(LIST, Parameters.SERVERS);
        }
        return parameters.servers(LIST);
    }

    private KnownServer known(String parameter, UUID id, VisibleServers visible) {
        return servers.find(id, visible).orElseThrow(() -> unknown(parameter, id));
    }

    /** The refusal of a server of the path that was there a moment ago. */
    public static Refused unknown(UUID id) {
        return unknown(ID, id);
    }

    private static Refused unknown(String parameter, UUID id) {
        return Refused.of(HttpStatus.NOT_FOUND, "There is no server " + id + ".")
                .titled("Unknown server")
                .naming("parameter", parameter)
                .naming("allowed", "the id of a registered server");
    }
}
