package io.nodepulse.projections.rebuild;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.time.Instant;
import java.util.List;

/**
 * What a rebuilt table has beside the served one, of the time that both have whole.
 *
 * @param table its name
 * @param served rows that are served
 * @param rebuilt rows that were rebuilt
 * @param different rows that are in one only, or differ
 * @param most the servers with most of them
 */
public record TableComparison(
        String table, long served, long rebuilt, long different, List<OfServer> most) {

    /** How many servers are named. */
    static final int MOST = 10;

    /**
     * What differs of a server.
     *
     * @param server its id
     * @param different rows that are in one table only, or differ
     * @param first time of the first one
     * @param last time of the last one
     */
    public record OfServer(String server, long different, Instant first, Instant last) {}

    TableComparison naming(List<OfServer> servers) {
        return new TableComparison(table, served, rebuilt, different, servers);
    }

    @JsonProperty("equal")
    public boolean isEqual() {
        return different == 0;
    }
}
