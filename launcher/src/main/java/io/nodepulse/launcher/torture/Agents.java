package io.nodepulse.launcher.torture;

import java.util.List;
import java.util.Random;

/**
 * The load.
 *
 * @param stubborn know what was acknowledged
 * @param killed the real agent, killed again and again
 * @param steady the real agent, never killed, so that what it counts is all it ever did
 */
record Agents(List<StubbornAgent> stubborn, AgentUnderTest killed, AgentUnderTest steady) {

    StubbornAgent pick(Random random) {
        return stubborn.get(random.nextInt(stubborn.size()));
    }
}
