package io.nodepulse.trials.torture;

import io.nodepulse.launcher.CommandFailedException;
import io.nodepulse.launcher.api.ApiClient;
import io.nodepulse.trials.torture.StubbornAgent.Identity;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** One run: agents push, faults strike by a schedule that the seed alone decides, then a count. */
final class Torture implements AutoCloseable {

    private static final int LONGEST_PAUSE_MILLIS = 8_000;

    private final Victims victims;
    private final Path directory;
    private final Random random;
    private final Consumer<String> out;
    private final HttpClient http = httpClient();
    private final List<AgentUnderTest> real = new ArrayList<>();

    /**
     * @param directory for the real agents, and for what has to be copied to be compared
     */
    Torture(Victims victims, Path directory, long seed, Consumer<String> out) {
        this.victims = victims;
        this.directory = directory;
        this.random = new Random(seed);
        this.out = out;
    }

    /**
     * What is done, until both time and faults are reached.
     *
     * @param time from when the agents have begun
     * @param faults how many have struck
     * @param wanted which faults
     */
    record Plan(Duration time, int faults, Set<Fault> wanted) {}

    /** Returns whether both stores hold what they must, and what is lost is named. */
    boolean run(int agentCount, Plan plan) throws IOException, InterruptedException, SQLException {
        if (!victims.haveSmallDisks()) {
            out.accept("No disk is filled: that needs the right to mount a tmpfs.");
        }
        victims.awaitServices(Waiting.LONGEST_RECOVERY);
        Agents agents = start(agentCount);
        victims.awaitWhole();
        try (Operator operator = new Operator(victims.auditAddress(), out)) {
            Strikes struck = strikeUnderLoad(agents, plan);
            report(agents.stubborn(), struck);
            victims.awaitServices(Waiting.LONGEST_RECOVERY);
            try (HttpClient fresh = httpClient()) {
                boolean clean =
                        new Reckoning(victims, directory, agents, operator, fresh, out).isClean();
                out.accept("repairs:     " + operator.repairs());
                return clean;
            }
        }
    }

    @Override
    public void close() throws IOException {
        real.forEach(AgentUnderTest::close);
        http.close();
        victims.close();
    }

    /** With no connection that was cut. */
    private static HttpClient httpClient() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private Agents start(int stubbornAgents) throws IOException, InterruptedException {
        List<StubbornAgent> stubborn = new ArrayList<>();
        for (int i = 0; i < stubbornAgents; i++) {
            JsonNode registered = register("stubborn-" + i);
            stubborn.add(
                    new StubbornAgent(
                            new Identity(i, idOf(registered), tokenOf(registered)),
                            victims.addresses(),
                            http));
        }
        List<String> addresses = victims.addresses();
        return new Agents(
                stubborn,
                startReal("killed", addresses.getFirst()),
                startReal("steady", addresses.getLast()));
    }

    private AgentUnderTest startReal(String name, String address)
            throws IOException, InterruptedException {
        JsonNode registered = register(name);
        AgentUnderTest agent =
                AgentUnderTest.start(
                        directory.resolve(name), address, idOf(registered), tokenOf(registered));
        real.add(agent);
        return agent;
    }

    /**
     * Refused for a moment where a busy machine's replicas are late; what was refused may be there.
     */
    private JsonNode register(String name) throws InterruptedException {
        ApiClient api = new ApiClient(victims.auditAddress());
        Map<String, Object> asked = Map.of("name", name, "allow_same_name", true);
        return Waiting.answer(
                "A registration", () -> api.post("/api/servers", Victims.ADMIN_TOKEN, asked));
    }

    private static UUID idOf(JsonNode registered) {
        return UUID.fromString(registered.required("id").stringValue());
    }

    private static String tokenOf(JsonNode registered) {
        return registered.required("agent_token").stringValue();
    }

    private Strikes strikeUnderLoad(Agents agents, Plan plan)
            throws IOException, InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        Map<StubbornAgent, Thread> pushing = new LinkedHashMap<>();
        for (StubbornAgent agent : agents.stubborn()) {
            pushing.put(agent, Thread.startVirtualThread(() -> agent.run(() -> !over.get())));
        }
        Strikes struck = strike(new Scene(victims, agents, random), plan);
        over.set(true);
        for (Map.Entry<StubbornAgent, Thread> each : pushing.entrySet()) {
            if (!each.getValue().join(Waiting.LONGEST_RECOVERY)) {
                throw new CommandFailedException(
                        "Agent %d's last scrape is never acknowledged; the last answer: %s"
                                .formatted(each.getKey().number(), each.getKey().lastAnswer()));
            }
        }
        return struck;
    }

    private Strikes strike(Scene scene, Plan plan) throws IOException, InterruptedException {
        List<Fault> possible = Fault.possible(plan.wanted(), victims);
        if (possible.isEmpty()) {
            throw new CommandFailedException("No fault of " + plan.wanted() + " is possible here");
        }
        Schedule schedule = new Schedule(possible, random);
        Strikes struck = new Strikes();
        Instant end = Instant.now().plus(plan.time());
        for (int faults = 0; faults < plan.faults() || Instant.now().isBefore(end); faults++) {
            Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
            Fault fault = schedule.next();
            out.accept("%s  %s".formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS), fault));
            Outcome outcome = fault.strike(scene);
            if (!outcome.said().isEmpty()) {
                out.accept("%22s%s".formatted("", outcome.said()));
            }
            victims.awaitWhole();
            struck.add(fault, outcome);
        }
        return struck;
    }

    private void report(List<StubbornAgent> agents, Strikes struck) {
        struck.lines().forEach(out);
        out.accept(
                "%d faults, %d scrapes acknowledged in %d attempts, %d refused, %d left out"
                        .formatted(
                                struck.all(),
                                agents.stream().mapToInt(a -> a.acknowledged().size()).sum(),
                                agents.stream().mapToLong(StubbornAgent::attempts).sum(),
                                agents.stream().mapToLong(StubbornAgent::refused).sum(),
                                agents.stream().mapToLong(StubbornAgent::leftOut).sum()));
    }
}
