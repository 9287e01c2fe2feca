package io.nodepulse.projections.rebuild;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

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

    /** Of no server so far. */
    static TableComparison none(String table) {
        return new TableComparison(table, 0, 0, 0, List.of());
    }

    /** The same, with what there is of one more server. */
    TableComparison with(TableComparison other) {
        return new TableComparison(
                table,
                served + other.served,
                rebuilt + other.rebuilt,
                different + other.different,
                Stream.concat(most.stream(), other.most.stream())
                        .sorted(
                                Comparator.comparing(OfServer::different)
                                        .reversed()
                                        .thenComparing(OfServer::server))
                        .limit(MOST)
                        .toList());
    }

    @JsonProperty("equal")
    public boolean isEqual() {
        return different == 0;
    }
}
