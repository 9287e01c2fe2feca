package io.nodepulse.trials.bench.rival;

import io.nodepulse.embedded.Loopback;
import io.nodepulse.embedded.ServerProcess;
import io.nodepulse.embedded.Signal;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server of somebody else's that runs on a free port of loopback for a while. */
final class Program implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration END = Duration.ofSeconds(20);
    private static final Duration LONGEST_WORK = Duration.ofMinutes(5);
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final double QUIET_SHARE = 0.02;
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+");

    private final ServerProcess process;
    private final URI address;
    private final HttpClient http = HttpClient.newHttpClient();

    private Program(ServerProcess process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** The executable of that name on the path. */
    static Optional<Path> find(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The first version in what {@code --version} prints, after a space; or nothing. */
    static String version(Path program, Path folder) throws IOException, InterruptedException {
        Path output = folder.resolve("version");
        run(List.of(program.toString(), "--version"), output);
        Matcher version = VERSION.matcher(Files.readString(output));
        return version.find() ? " " + version.group() : "";
    }

    /** Runs a program to its end. */
    static void run(List<String> command, Path output) throws IOException, InterruptedException {
        int code =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start()
                        .waitFor();
        if (code != 0) {
            throw new IOException(
                    "%s ended with %d: %s".formatted(command, code, Files.readString(output)));
        }
    }

    /**
     * Starts a server and waits until it answers.
     *
     * @param listen the option that takes {@code 127.0.0.1:port}
     * @param probe a path that answers 200 when it is ready
     */
    static Program start(
            Path program, List<String> options, String listen, String probe, Path folder) {
        int port = Loopback.freePort();
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(options);
        command.add("%s=%s:%d".formatted(listen, Loopback.HOST, port));
        String name = program.getFileName().toString();
        ServerProcess process =
                ServerProcess.start(name, command, Map.of(), folder, folder.resolve(name + ".log"));
        Program started =
                new Program(process, URI.create("http://%s:%d/".formatted(Loopback.HOST, port)));
        process.awaitReady(() -> started.answers(probe), START);
        return started;
    }

    URI address() {
        return address;
    }

    /** Sends a body to that path; anything but 2xx is an error. */
    void post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address.resolve(path))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    private boolean answers(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits until it has done what it does with new data, by the CPU time that it takes. */
    void awaitQuiet() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_WORK.toNanos();
        Duration before = cpu();
        while (System.nanoTime() < deadline) {
            TimeUnit.NANOSECONDS.sleep(QUIET.toNanos());
            Duration now = cpu();
            if (now.minus(before).toNanos() < QUIET_SHARE * QUIET.toNanos()) {
                return;
            }
            before = now;
        }
        throw new IOException(address + " was not quiet within " + LONGEST_WORK);
    }

    private Duration cpu() {
        return ProcessHandle.of(process.pid())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    /** Ends it at once. */
    void kill() {
        process.kill();
    }

    @Override
    public void close() {
        http.close();
        process.stop(Signal.TERM, END);
    }
}
