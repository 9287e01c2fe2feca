package io.nodepulse.launcher.torture;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What one store holds of one server, compared with what was acknowledged.
 *
 * @param lost acknowledged scrapes it does not hold
 * @param doubled scrapes it holds more than once
 */
record Findings(long lost, long doubled) {

    static final Findings NONE = new Findings(0, 0);

    private static final String SCRAPES =
            """
            SELECT scraped_at
              FROM admiral.process_scrapes JOIN admiral.servers USING (server_key)
             WHERE server_id = ?::uuid""";

    private static final String SCRAPES_OF_BOTH =
            """
            SELECT (SELECT count(*) FROM admiral.process_scrapes WHERE server_key = s.server_key)
                 + (SELECT count(*) FROM admiral.host_snapshots WHERE server_key = s.server_key)
              FROM admiral.servers s WHERE s.server_id = ?::uuid""";

    Findings plus(Findings other) {
        return new Findings(lost + other.lost, doubled + other.doubled);
    }

    boolean isClean() {
        return lost == 0 && doubled == 0;
    }

    /** In the event store, as the audit trail reads it: one process group stands for its scrape. */
    static Findings inEventStore(
            String address, UUID server, String process, Set<Instant> acknowledged, HttpClient http)
            throws IOException, InterruptedException {
        // Clocks that were set ahead gave scrapes times that are still to come.
        Instant end = Instant.now().plus(1, ChronoUnit.HOURS);
        URI csv =
                URI.create(
                        "%sapi/servers/%s/events?process=%s&format=csv&from=2000-01-01T00:00:00Z&to=%s"
                                .formatted(address, server, process, end));
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(csv).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("the audit trail answered " + answer.body());
        }
        Map<Instant, Integer> stored = new HashMap<>();
        // shard,sequence,server_id,sampled_at,…
        answer.body()
                .lines()
                .skip(1)
                .map(line -> Instant.parse(line.split(",", -1)[3]))
                .forEach(at -> stored.merge(at, 1, Integer::sum));
        return compare(acknowledged, stored);
    }

    /** In the read model. */
    static Findings inReadModel(String jdbcUrl, StubbornAgent agent) throws SQLException {
        Map<Instant, Integer> stored = new HashMap<>();
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                PreparedStatement statement = connection.prepareStatement(SCRAPES)) {
            statement.setString(1, agent.server().toString());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Instant at = rows.getObject(1, OffsetDateTime.class).toInstant();
                    stored.merge(at, 1, Integer::sum);
                }
            }
        }
        return compare(agent.acknowledged(), stored);
    }

    /** How many scrapes of both exporters the read model has of that server. */
    static long storedScrapes(String jdbcUrl, UUID server) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                PreparedStatement statement = connection.prepareStatement(SCRAPES_OF_BOTH)) {
            statement.setString(1, server.toString());
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    static Findings compare(Set<Instant> acknowledged, Map<Instant, Integer> stored) {
        return new Findings(
                acknowledged.stream().filter(at -> !stored.containsKey(at)).count(),
                stored.values().stream().filter(times -> times > 1).count());
    }
}
