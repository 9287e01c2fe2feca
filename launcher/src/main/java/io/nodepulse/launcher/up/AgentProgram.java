package io.nodepulse.launcher.up;

import io.nodepulse.embedded.SecretFile;
import io.nodepulse.embedded.ServerProcess;
import io.nodepulse.embedded.ServersOnDirectory;
import io.nodepulse.embedded.Signal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The program that every monitored server runs, as a child process for this machine. */
final class AgentProgram implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(2);

    private final ServerProcess process;
    private final AtomicBoolean ending;

    private AgentProgram(ServerProcess process, AtomicBoolean ending) {
        this.process = process;
        this.ending = ending;
    }

    /**
     * @param directory its configuration, buffer and log; an orphan that still runs there is ended
     * @param address where it pushes to
     * @param out hears when it ends unasked
     */
    static AgentProgram start(
            Path directory, String address, ThisMachine machine, Consumer<String> out)
            throws IOException {
        Path home = Files.createDirectories(directory).toRealPath();
        new ServersOnDirectory(home, "java").endOrphans(Signal.TERM);
        SecretFile token = new SecretFile(home.resolve("token"));
        token.write(machine.agentToken());
        Path configuration = home.resolve("nodepulse.yml");
        Files.writeString(
                configuration, AgentConfiguration.text(home, address, machine.id(), token.path()));
        ServerProcess process =
                ServerProcess.start(
                        "The agent",
                        AgentConfiguration.command(configuration),
                        AgentConfiguration.environment(System.getenv()),
                        home,
                        home.resolve("agent.log"));
        AtomicBoolean ending = new AtomicBoolean();
        process.exitCode()
                .thenAccept(
                        code -> {
                            if (!ending.get()) {
                                out.accept(
                                        "The agent ended with code %d, see %s"
                                                .formatted(code, home.resolve("agent.log")));
                            }
                        });
        return new AgentProgram(process, ending);
    }

    void kill() {
        ending.set(true);
        process.kill();
    }

    @Override
    public void close() {
        ending.set(true);
        process.stop(Signal.TERM, GRACE);
    }
}
