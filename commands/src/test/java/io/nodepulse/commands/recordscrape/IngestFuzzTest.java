package io.nodepulse.commands.recordscrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.commands.RunningCommands;
import io.nodepulse.commands.RunningCommands.Agent;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/**
 * Hostile bodies over HTTP: never an answer of 500 or more, never a word of our insides, and in the
 * store exactly what was accepted. The long run, with its seed printed:
 *
 * <pre>
 * mvn -pl commands -am test -Dtest=IngestFuzzTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dnodepulse.fuzz.bodies=1000000 -Dnodepulse.fuzz.seed=1
 * </pre>
 */
class IngestFuzzTest {

    private static final int BODIES = Integer.getInteger("nodepulse.fuzz.bodies", 3_000);
    private static final long SEED = Long.getLong("nodepulse.fuzz.seed", 20_260_301L);
    private static final int AGENTS = 4;

    /** One body in so many is the long recorded one. */
    private static final int RECORDED_EVERY = 50;

    private static final List<Integer> ALLOWED = List.of(202, 400, 413);
    private static final JsonMapper JSON = new JsonMapper();

    /** What one agent was answered. */
    private record Tally(Agent agent, int accepted, Map<Integer, Integer> statuses) {}

    @Test
    void hostileBodiesAreRefusedAndLeaveNothingBehind() throws Exception {
        try (RunningCommands app = RunningCommands.start();
                ExecutorService agents = Executors.newFixedThreadPool(AGENTS)) {
            List<Future<Tally>> running =
                    IntStream.range(0, AGENTS)
                            .mapToObj(i -> agents.submit(() -> attack(app, SEED + i)))
                            .toList();
            Map<Integer, Integer> statuses = new TreeMap<>();
            for (Future<Tally> run : running) {
                Tally tally = run.get();
                tally.statuses().forEach((status, n) -> statuses.merge(status, n, Integer::sum));
                assertThat(app.samples(tally.agent().serverId())).hasSize(tally.accepted());
            }
            System.out.printf("fuzz: seed %d, answers by status %s%n", SEED, statuses);
            assertThat(statuses.keySet()).contains(202, 400);
        }
    }

    private static Tally attack(RunningCommands app, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        BodyMutator mutator = new BodyMutator(random);
        Agent agent = app.register("fuzz-" + seed);
        Instant start = Bodies.now().minusSeconds(86_400);
        Map<Integer, Integer> statuses = new TreeMap<>();
        int accepted = 0;
        for (int i = 0; i < BODIES / AGENTS; i++) {
            HttpRequest.Builder push = push(app, agent, mutator, random, start.plusMillis(i));
            HttpResponse<String> answer = app.send(push);
            assertThat(answer.statusCode())
                    .as("seed %d, body %d: %s", seed, i, answer.body())
                    .isIn(ALLOWED);
            assertThat(answer.body()).doesNotContain("Exception", "\tat ", "jackson", "Source");
            statuses.merge(answer.statusCode(), 1, Integer::sum);
            if (answer.statusCode() == 202) {
                accepted += JSON.readTree(answer.body()).get("accepted").asInt();
            }
        }
        return new Tally(agent, accepted, statuses);
    }

    private static HttpRequest.Builder push(
            RunningCommands app,
            Agent agent,
            BodyMutator mutator,
            RandomGenerator random,
            Instant at) {
        String good =
                random.nextInt(RECORDED_EVERY) == 0
                        ? RecordedBody.at(at)
                        : random.nextBoolean() ? Bodies.nested(at) : Bodies.flat(at);
        byte[] body = mutator.mutate(good.replace(": ", ":"));
        HttpRequest.Builder push = app.pushRequest(agent);
        if (random.nextInt(4) == 0) {
            byte[] packed = Bodies.gzip(body);
            body = random.nextBoolean() ? mutator.spoilPacked(packed) : packed;
            push.header("Content-Encoding", "gzip");
        }
        return push.POST(BodyPublishers.ofByteArray(body));
    }
}
