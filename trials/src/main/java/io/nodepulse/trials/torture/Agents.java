package io.nodepulse.trials.torture;

import java.util.List;

/**
 * The load.
 *
 * @param stubborn know what was acknowledged
 * @param killed the real agent, killed again and again
 * @param steady the real agent, never killed, so that what it counts is all it ever did
 */
record Agents(List<StubbornAgent> stubborn, AgentUnderTest killed, AgentUnderTest steady) {

    /** The real ones. */
    List<AgentUnderTest> real() {
        return List.of(killed, steady);
    }

    /** Of the real ones. */
    List<Long> processes() {
        return Processes.running(real().stream().map(AgentUnderTest::pid).toList());
    }
}
