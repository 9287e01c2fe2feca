package io.nodepulse.agent.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs the image's agent once against servers of its own, and has its runtime write down which
 * classes it loads: the list from which the image's class archive is made.
 *
 * <pre>ArchiveTraining IMAGE CLASS_LIST</pre>
 */
final class ArchiveTraining {

    /** Long enough for the first return of unused memory, see ColdPages in the agent. */
    private static final Duration TIME = Duration.ofSeconds(28);

    private static final int LEAST_SCRAPES = 20;

    private ArchiveTraining() {}

    public static void main(String[] arguments) throws Exception {
        Path image = Path.of(arguments[0]);
        Path list = Path.of(arguments[1]);
        Files.deleteIfExists(list);
        try (AgentRig rig = new AgentRig((_, _) -> {})) {
            Process agent =
                    rig.startAgent(
                            image,
                            "500ms",
                            /* nodeExporter= */ true,
                            Map.of("JDK_JAVA_OPTIONS", "-XX:DumpLoadedClassList=" + list));
            if (agent.waitFor(TIME.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("agent ended by itself, see " + rig.folder());
            }
            AgentRig.stop(agent);
            if (rig.scrapes() < LEAST_SCRAPES || !Files.exists(list)) {
                throw new IOException("agent took no scrapes, see " + rig.folder());
            }
        }
    }
}
