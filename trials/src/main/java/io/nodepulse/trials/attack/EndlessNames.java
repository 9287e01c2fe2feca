package io.nodepulse.trials.attack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nodepulse.trials.attack.Attack.Attempt;
import io.nodepulse.trials.attack.Attack.Finding;
import io.nodepulse.trials.bench.load.GeneratedFleet.Agent;
import io.nodepulse.trials.bench.pipeline.Lag;
import io.nodepulse.trials.torture.Waiting;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.StringJoiner;

/** An agent invents a name for each sample, and the read model has to remember all of them. */
final class EndlessNames implements Attempt {

    private static final int PUSHES = 6;
    private static final int SCRAPES = 10;
    private static final int GROUPS = 2_000;
    private static final int SCRAPES_OF_SHORT = 2;
    private static final long BYTES_PER_MB = 1_000_000;

    /** What was allowed to grow: 5,000 names a day with their hours, and the samples themselves. */
    private static final double MOST_MB = 40;

    private static final String ROW =
            "{\"name\":\"%s-%d-%d-%d\",\"num_procs\":1,\"cpu_seconds\":1,\"memory_bytes\":4096}";

    @Override
    public Finding on(AttackedSystem target)
            throws IOException, InterruptedException, SQLException {
        Agent agent = target.agent();
        long before = databaseBytes(target);
        int scrapes = target.isShort() ? SCRAPES_OF_SHORT : SCRAPES;
        Instant start = Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        long bytes = 0;
        for (int push = 0; push < PUSHES; push++) {
            byte[] body = body(push, scrapes, start.plusSeconds(push * 600L));
            bytes += body.length;
            int status =
                    target.client(1)
                            .bearing(agent.token())
                            .post("/metrics/prometheus?server_id=" + agent.id(), body)
                            .status();
            if (status != 202) {
                throw new IOException("a push was answered " + status);
            }
        }
        Waiting.require(
                "The read model does not follow",
                () -> Lag.now(target.system().api()).waiting() == 0);
        double grownMb = (double) (databaseBytes(target) - before) / BYTES_PER_MB;
        return new Finding(
                grownMb <= MOST_MB,
                "PostgreSQL grew by %.0f MB with %,d names of %.1f MB"
                        .formatted(
                                grownMb, PUSHES * scrapes * GROUPS, (double) bytes / BYTES_PER_MB));
    }

    private static byte[] body(int push, int scrapes, Instant start) {
        StringJoiner body = new StringJoiner(",", "{\"process_exporter\":[", "]}");
        for (int scrape = 0; scrape < scrapes; scrape++) {
            StringJoiner rows = new StringJoiner(",");
            for (int group = 0; group < GROUPS; group++) {
                rows.add(ROW.formatted("worker".repeat(8), push, scrape, group));
            }
            body.add(
                    "{\"timestamp\":\"%s\",\"processes\":[%s]}"
                            .formatted(start.plusSeconds(15L * scrape), rows));
        }
        return body.toString().getBytes(US_ASCII);
    }

    private static long databaseBytes(AttackedSystem target) throws SQLException {
        try (Connection connection = DriverManager.getConnection(target.system().jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT pg_database_size(current_database())")) {
            row.next();
            return row.getLong(1);
        }
    }
}
