package io.nodepulse.projections.rebuild;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/**
 * What a dry run has beside what serves, of some servers: those that were compared in some seconds.
 *
 * @param tables by table
 * @param compared how many servers that is
 * @param servers how many there are to compare
 * @param next the last of them, after which the comparison is to go on; null where it is complete
 */
public record ComparedServers(
        List<TableComparison> tables,
        @JsonProperty("servers_compared") int compared,
        @JsonProperty("servers_total") int servers,
        @Nullable UUID next) {

    public ComparedServers {
        tables = List.copyOf(tables);
    }
}
