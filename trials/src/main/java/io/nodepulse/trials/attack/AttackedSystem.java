package io.nodepulse.trials.attack;

import io.nodepulse.trials.bench.load.GeneratedFleet.Agent;
import io.nodepulse.trials.bench.pipeline.BenchSystem;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.util.Map;

/**
 * The system under attack. Each attack comes from a network of its own, so that what one has used
 * up is not what another meets.
 *
 * @param isShort whether a fraction of an attack is enough: it shows the defence, not its limit
 * @param network number of the attack's own network, 127.N.0.0/16
 */
record AttackedSystem(BenchSystem system, boolean isShort, int network) {

    static final String PASSWORD = "correct horse battery";

    URI address() {
        return system.address();
    }

    /**
     * Whether others were answered in time. Not asked of a short form, which runs among tests: what
     * it measures is of the machine's other work.
     */
    boolean isInTime(double millis, double most) {
        return isShort || millis <= most;
    }

    /** Somebody at this address of the attack's network, 1 to 254. */
    Client client(int host) {
        return Client.at(address(), "127.%d.0.%d".formatted(network, host));
    }

    /** Whoever holds the administrator's token, at this machine. */
    Client administrator() {
        return Client.at(address(), "127.0.0.1").bearing(system.adminToken());
    }

    /** An agent of a server that was not there before. */
    Agent agent() {
        JsonNode made =
                system.api()
                        .post(
                                "/api/servers",
                                system.adminToken(),
                                Map.of("name", "attacked-%d".formatted(System.nanoTime())));
        return new Agent(made.path("id").asString(), made.path("agent_token").asString());
    }

    /** A viewer of that name, with {@link #PASSWORD}. */
    void person(String name) {
        system.api()
                .post(
                        "/api/people",
                        system.adminToken(),
                        Map.of("name", name, "role", "viewer", "password", PASSWORD));
    }
}
