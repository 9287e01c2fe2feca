package io.nodepulse.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Other accounts of the machine, which only root can act as. */
final class Users {

    private Users() {}

    static boolean canBecomeNobody() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)
                && ProgramRun.of("setpriv", "--version").succeeded()
                && ProgramRun.of("psql", "--version").succeeded();
    }

    /** Runs it to its end. */
    static ProgramRun asNobody(String... command) throws IOException {
        return ProgramRun.of(whole(command), Map.of());
    }

    static Process startAsNobody(String... command) throws IOException {
        return new ProcessBuilder(whole(command)).start();
    }

    private static List<String> whole(String... command) {
        List<String> whole =
                new ArrayList<>(
                        List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        whole.addAll(List.of(command));
        return whole;
    }
}
