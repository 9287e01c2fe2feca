package io.nodepulse.launcher.torture;

import io.nodepulse.launcher.CommandFailedException;
import io.nodepulse.launcher.api.ApiClient;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/** One run: agents push, faults strike by a schedule that the seed alone decides, then a count. */
final class Torture implements AutoCloseable {

    private static final Duration LONGEST_RECOVERY = Duration.ofMinutes(2);
    private static final int LONGEST_PAUSE_MILLIS = 8_000;

    private final Victims victims;
    private final Random random;
    private final Consumer<String> out;
    private final HttpClient http = httpClient();

    Torture(Path directory, long seed, Consumer<String> out)
            throws IOException, InterruptedException {
        this.victims = new Victims(directory);
        this.random = new Random(seed);
        this.out = out;
    }

    /** Returns whether every acknowledged scrape is in both stores exactly once, and sealed. */
    boolean run(int agentCount, Duration length)
            throws IOException, InterruptedException, SQLException {
        if (!victims.hasSmallDisks()) {
            out.accept("No disk is filled: that needs the right to mount a tmpfs.");
        }
        victims.awaitServices(LONGEST_RECOVERY);
        Agents agents = start(agentCount);
        Instant end = Instant.now().plus(length);
        List<Thread> pushing =
                agents.stubborn().stream()
                        .map(agent -> Thread.startVirtualThread(() -> agent.run(end)))
                        .toList();
        Map<Fault, Integer> struck = strikeUntil(end, agents);
        for (Thread thread : pushing) {
            if (!thread.join(LONGEST_RECOVERY)) {
                throw new CommandFailedException("An agent's last scrape is never acknowledged");
            }
        }
        report(agents.stubborn(), struck);
        victims.awaitServices(LONGEST_RECOVERY);
        try (HttpClient fresh = httpClient()) {
            return new Reckoning(victims, fresh, out).isClean(agents);
        }
    }

    @Override
    public void close() throws IOException {
        http.close();
        victims.close();
    }

    /** With no connection that was cut. */
    private static HttpClient httpClient() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private Agents start(int stubbornAgents) throws IOException {
        List<StubbornAgent> stubborn = new ArrayList<>();
        for (int i = 0; i < stubbornAgents; i++) {
            JsonNode registered = register("stubborn-" + i);
            stubborn.add(
                    new StubbornAgent(
                            victims.address(), idOf(registered), tokenOf(registered), http));
        }
        return new Agents(stubborn, startReal("killed"), startReal("steady"));
    }

    private AgentUnderTest startReal(String name) throws IOException {
        JsonNode registered = register(name);
        return victims.startAgent(name, idOf(registered), tokenOf(registered));
    }

    private JsonNode register(String name) {
        return new ApiClient(victims.address())
                .post("/api/servers", Victims.ADMIN_TOKEN, Map.of("name", name));
    }

    private static UUID idOf(JsonNode registered) {
        return UUID.fromString(registered.required("id").stringValue());
    }

    private static String tokenOf(JsonNode registered) {
        return registered.required("agent_token").stringValue();
    }

    private Map<Fault, Integer> strikeUntil(Instant end, Agents agents)
            throws IOException, InterruptedException {
        Map<Fault, Integer> struck = new EnumMap<>(Fault.class);
        while (Instant.now().isBefore(end)) {
            Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
            Fault fault = Fault.next(random, victims);
            out.accept("%s  %s".formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS), fault));
            fault.strike(victims, agents, random);
            struck.merge(fault, 1, Integer::sum);
        }
        return struck;
    }

    private void report(List<StubbornAgent> agents, Map<Fault, Integer> struck) {
        struck.forEach((fault, times) -> out.accept("%-20s %5d".formatted(fault, times)));
        out.accept(
                "%d faults, %d scrapes acknowledged in %d attempts, %d refused, %d left out"
                        .formatted(
                                struck.values().stream().mapToInt(n -> n).sum(),
                                agents.stream().mapToInt(a -> a.acknowledged().size()).sum(),
                                agents.stream().mapToLong(StubbornAgent::attempts).sum(),
                                agents.stream().mapToLong(StubbornAgent::refused).sum(),
                                agents.stream().mapToLong(StubbornAgent::leftOut).sum()));
    }
}
