package io.nodepulse.query.servers;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** All registered servers, in the order of their registration. */
@JsonNaming(SnakeCaseStrategy.class)
record ServerList(@Nullable Instant asOf, List<ServerSummary> servers) {

    static ServerList of(Collection<ServerRow> rows, Instant now) {
        return new ServerList(
                rows.stream()
                        .map(ServerRow::lastSeen)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                rows.stream()
                        .sorted(Comparator.comparingInt(ServerRow::key))
                        .map(row -> ServerSummary.of(row, now))
                        .toList());
    }
}
