package io.nodepulse.trials.fuzz;

import io.nodepulse.launcher.api.ApiClient;
import io.nodepulse.trials.bench.load.GeneratedFleet.Agent;

import tools.jackson.databind.JsonNode;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Compares what both stores hold with what was acknowledged, and finds what was set aside. */
record Stored(ApiClient api, String jdbcUrl, Complaints complaints) {

    private static final Duration LONGEST_LAG = Duration.ofMinutes(5);
    private static final int LOOK_MILLIS = 200;

    /** What is older or newer is rejected, by the limits that the system has by default. */
    private static final Duration OLDEST = Duration.ofDays(8);

    private static final Duration NEWEST = Duration.ofMinutes(10);

    private static final String SAMPLES =
            """
            SELECT (SELECT count(*) FROM admiral.process_snapshots)
                 + (SELECT count(*) FROM admiral.host_snapshots)""";

    /** Complains of every agent with another number of events than samples were accepted. */
    long compare(List<Attacker> attackers) {
        long accepted = 0;
        Instant now = Instant.now();
        String range = "from=%s&to=%s".formatted(now.minus(OLDEST), now.plus(NEWEST));
        for (Attacker attacker : attackers) {
            for (int i = 0; i < attacker.agents().size(); i++) {
                Agent agent = attacker.agents().get(i);
                long stored =
                        events(agent, "process_exporter", range)
                                + events(agent, "node_exporter", range);
                if (stored != attacker.accepted(i)) {
                    complaints.add(
                            "server %s: %d samples accepted, %d in the event store"
                                    .formatted(agent.id(), attacker.accepted(i), stored));
                }
                accepted += attacker.accepted(i);
            }
        }
        return accepted;
    }

    private long events(Agent agent, String exporter, String range) {
        return api.lines(
                "/api/servers/%s/events?exporter=%s&format=ndjson&%s"
                        .formatted(agent.id(), exporter, range));
    }

    /** Complains if the read model does not come to hold that many samples. */
    long readModel(long accepted) throws SQLException, InterruptedException {
        Instant deadline = Instant.now().plus(LONGEST_LAG);
        long stored = samples();
        while (stored < accepted && Instant.now().isBefore(deadline)) {
            Thread.sleep(LOOK_MILLIS);
            stored = samples();
        }
        if (stored != accepted) {
            complaints.add("%d accepted, %d in the read model".formatted(accepted, stored));
        }
        return stored;
    }

    private long samples() throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SAMPLES)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Complains of what a projection could not work on. */
    void deadLetters() {
        for (JsonNode projection : api.get("/api/projections").get("projections")) {
            long count = projection.path("dead_letters").asLong(0);
            if (count > 0) {
                complaints.add(
                        "%s set %d entries aside"
                                .formatted(projection.get("name").stringValue(), count));
            }
        }
    }
}
