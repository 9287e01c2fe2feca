package io.nodepulse.trials.attack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nodepulse.trials.bench.load.GeneratedFleet.Agent;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;

/**
 * Honest agents, each of which pushes less often than it is let; their scrapes are 15 s apart.
 *
 * @param start time of the scrape of number 0
 */
record Pushes(AttackedSystem target, List<Agent> agents, Instant start) {

    private static final int AGENTS = 20;
    private static final int GROUPS = 150;
    private static final int SECONDS_BETWEEN = 15;
    private static final String ROW =
            "{\"name\":\"group-%d\",\"num_procs\":1,\"cpu_seconds\":%d,\"memory_bytes\":4096}";

    static Pushes to(AttackedSystem target) {
        return new Pushes(
                target,
                Stream.generate(target::agent).limit(AGENTS).toList(),
                Instant.now().minus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS));
    }

    /** The next agent pushes its scrape of that number; the status of the answer. */
    int push(int number) throws IOException {
        return push(agents.get(number % AGENTS), number, 1);
    }

    /** That many scrapes of one agent in a body; the status of the answer. */
    int push(Agent agent, int first, int scrapes) throws IOException {
        StringJoiner body = new StringJoiner(",", "{\"process_exporter\":[", "]}");
        for (int scrape = first; scrape < first + scrapes; scrape++) {
            body.add(scrape(scrape));
        }
        return target.client(1)
                .bearing(agent.token())
                .post(
                        "/metrics/prometheus?server_id=" + agent.id(),
                        body.toString().getBytes(US_ASCII))
                .status();
    }

    private String scrape(int number) {
        StringJoiner rows = new StringJoiner(",");
        for (int group = 0; group < GROUPS; group++) {
            rows.add(ROW.formatted(group, number));
        }
        return "{\"timestamp\":\"%s\",\"processes\":[%s]}"
                .formatted(start.plusSeconds((long) SECONDS_BETWEEN * number), rows);
    }
}
