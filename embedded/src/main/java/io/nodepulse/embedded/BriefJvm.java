package io.nodepulse.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM that is needed for some minutes, by a test or a trial. Most of its CPU time is its start:
 * what pays only later is left out.
 */
public final class BriefJvm {

    private static final List<String> OPTIONS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    // A fifth of a start. All that is loaded comes from the compiler and from
                    // released libraries.
                    "-XX:+UnlockDiagnosticVMOptions",
                    "-XX:-BytecodeVerificationRemote");

    private BriefJvm() {}

    /** The program and its options, to which others can be added. */
    public static List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        return command;
    }
}
