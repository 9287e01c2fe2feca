package io.nodepulse.trials.e2e;

import io.nodepulse.embedded.BriefJvm;
import io.nodepulse.launcher.NodePulse;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code nodepulse up} as a process of its own, as a user would start it. */
final class UpProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private UpProcess(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    static UpProcess start(Path data) throws IOException {
        return start(data, Map.of());
    }

    /**
     * @param environment settings, as variables
     * @param more options
     */
    static UpProcess start(Path data, Map<String, String> environment, String... more)
            throws IOException {
        List<String> command = BriefJvm.command();
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NodePulse.class.getName(),
                        "up",
                        "--data",
                        data.toString(),
                        "--port",
                        "0"));
        command.addAll(List.of(more));
        ProcessBuilder up = new ProcessBuilder(command).redirectErrorStream(true);
        up.environment().putAll(environment);
        return new UpProcess(up.start());
    }

    /** Reads up to the address of the page, which is the last line. */
    String address() throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("http://")) {
                return line;
            }
            said.append(line).append('\n');
        }
        throw new IOException("up ended without an address:\n" + said);
    }

    /** All that it says until it ends by itself. */
    String output() throws IOException {
        StringBuilder said = new StringBuilder();
        output.lines().forEach(line -> said.append(line).append('\n'));
        return said.toString();
    }

    /** Everything it has started. */
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    int exitCode() {
        return process.exitValue();
    }

    void terminate() {
        process.destroy();
    }

    /** Kills it and everything it has started at once. */
    void killAll() {
        Stream.concat(Stream.of(process.toHandle()), children().stream())
                .forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        killAll();
    }
}
