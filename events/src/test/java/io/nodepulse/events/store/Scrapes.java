package io.nodepulse.events.store;

import io.nodepulse.events.HostMetric;
import io.nodepulse.events.HostSampled;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.ServerRegistered;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Scrapes of one server with values that are easy to tell apart. */
public record Scrapes(UUID server, Instant start) {

    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    public static Scrapes ofNewServer() {
        return new Scrapes(UUID.randomUUID(), NOON);
    }

    public List<ProcessSampled> processes(long second, int groups) {
        return IntStream.range(0, groups)
                .mapToObj(
                        i ->
                                new ProcessSampled(
                                        server,
                                        start.plusSeconds(second),
                                        "process-" + i,
                                        1 + i,
                                        Math.max(0, second) * 0.01 * i,
                                        4096L * i))
                .toList();
    }

    public HostSampled host(long second) {
        return new HostSampled(
                server, start.plusSeconds(second), Map.of(HostMetric.LOAD_1MIN, 0.25));
    }

    public ServerRegistered registered() {
        return new ServerRegistered(server, "web-1", "0".repeat(64), start);
    }
}
