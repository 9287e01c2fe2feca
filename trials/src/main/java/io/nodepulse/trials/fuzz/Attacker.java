package io.nodepulse.trials.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nodepulse.trials.bench.load.GeneratedFleet.Agent;
import io.nodepulse.trials.bench.load.HttpAnswer;
import io.nodepulse.trials.bench.load.LoadCaller;

import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Pushes spoiled bodies over one connection; what it sends follows from the seed. It takes another
 * agent now and then, because a body whose time was moved ahead turns all that follow of the same
 * agent into duplicates. Called by the load's thread; its counts are read when that has ended.
 */
final class Attacker implements LoadCaller {

    /** How many bodies an agent pushes. */
    static final int BODIES_PER_AGENT = 50;

    private static final int ACCEPTED = 202;

    /** Malformed, too large, of an unknown encoding. */
    private static final List<Integer> REFUSALS = List.of(400, 413, 415);

    /** What an answer must not show: our classes, a trace, our libraries. */
    private static final List<String> INSIDES =
            List.of("Exception", "\tat ", "java.", "jackson", "springframework", "Source");

    private static final int LONGEST_HEAD = 1024;

    private static final String HEAD =
            """
            POST /metrics/prometheus?server_id=%s HTTP/1.1\r
            Host: %s\r
            Authorization: Bearer %s\r
            Content-Type: application/json\r
            %sContent-Length: %d\r
            \r
            """;

    private static final JsonMapper JSON = new JsonMapper();

    private final URI address;
    private final List<Agent> agents;
    private final RandomGenerator random;
    private final BodyMutator mutator;
    private final Instant start;
    private final Complaints complaints;
    private final String name;
    private final long[] accepted;
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private int sent;
    private volatile int answered;

    /**
     * @param agents of this attacker alone
     * @param start time of the first scrape
     */
    Attacker(URI address, List<Agent> agents, long seed, Instant start, Complaints complaints) {
        this.address = address;
        this.agents = agents;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.mutator = new BodyMutator(random, seed % Fuzz.CONNECTIONS == 0);
        this.start = start;
        this.complaints = complaints;
        this.name = "seed " + seed;
        this.accepted = new long[agents.size()];
    }

    /** How many bodies were answered. */
    int answered() {
        return answered;
    }

    boolean isDone() {
        return answered == agents.size() * BODIES_PER_AGENT;
    }

    /** How many answers of each status there were. */
    Map<Integer, Integer> statuses() {
        return statuses;
    }

    /** How many samples the answers to that agent said were kept. */
    long accepted(int agent) {
        return accepted[agent];
    }

    List<Agent> agents() {
        return agents;
    }

    @Override
    public boolean request(ByteBuffer out) {
        int agent = sent / BODIES_PER_AGENT;
        if (agent == agents.size()) {
            return false;
        }
        byte[] body = mutator.mutate(GoodBodies.any(start.plusMillis(sent), random));
        String encoding = "";
        if (random.nextInt(4) == 0) {
            body = mutator.pack(body);
            encoding = "Content-Encoding: " + mutator.encoding() + "\r\n";
        }
        Agent pushing = agents.get(agent);
        int length = Math.min(body.length, out.remaining() - LONGEST_HEAD);
        String head =
                HEAD.formatted(
                        pushing.id(), address.getAuthority(), pushing.token(), encoding, length);
        out.put(head.getBytes(US_ASCII)).put(body, 0, length);
        sent++;
        return true;
    }

    @Override
    public void answered(HttpAnswer answer, long nanos) {
        int status = answer.status();
        statuses.merge(status, 1, Integer::sum);
        String body = answer.body();
        if (status != ACCEPTED && !REFUSALS.contains(status)) {
            complain("answered " + status + ": " + body);
        }
        for (String inside : INSIDES) {
            if (body.contains(inside)) {
                complain("the answer shows " + inside + ": " + body);
            }
        }
        if (status == ACCEPTED) {
            accepted[(sent - 1) / BODIES_PER_AGENT] += JSON.readTree(body).get("accepted").asLong();
        }
        answered = sent;
    }

    private void complain(String what) {
        complaints.add("%s, body %d: %s".formatted(name, sent - 1, what));
    }
}
