package io.nodepulse.agent.testing;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A process of the account nobody that answers with a page of its own; only root can make one. */
public final class Forger implements AutoCloseable {

    private static final String PROGRAM =
            """
            use Socket;
            socket(S, PF_INET, SOCK_STREAM, 0); setsockopt(S, SOL_SOCKET, SO_REUSEADDR, 1);
            bind(S, sockaddr_in(0, INADDR_LOOPBACK)) or die; listen(S, 5);
            $| = 1; print +(sockaddr_in(getsockname(S)))[0], "\\n";
            $page = "node_load1 1\\nnode_load5 1\\nnode_load15 1\\n";
            while (accept(C, S)) {
              while (<C>) { last if /^\\r?$/ }
              print C "HTTP/1.1 200 OK\\r\\nConnection: close\\r\\nContent-Length: ", length $page, "\\r\\n\\r\\n$page";
              close C;
            }
            """;

    private final Process process;
    private final int port;

    private Forger(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Listens on a free port of loopback; skips the test where that cannot be. */
    public static Forger listen() throws IOException {
        Object uid = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        assumeThat(uid).as("tests run as root").isEqualTo(0);
        assumeThat(List.of(Path.of("/usr/bin/setpriv"), Path.of("/usr/bin/perl")))
                .allMatch(Files::isExecutable);
        Process process =
                new ProcessBuilder(
                                "/usr/bin/setpriv",
                                "--reuid=65534",
                                "--regid=65534",
                                "--clear-groups",
                                "/usr/bin/perl",
                                "-e",
                                PROGRAM)
                        .start();
        return new Forger(process, Integer.parseInt(process.inputReader().readLine()));
    }

    public String address() {
        return "http://127.0.0.1:" + port + "/metrics";
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
