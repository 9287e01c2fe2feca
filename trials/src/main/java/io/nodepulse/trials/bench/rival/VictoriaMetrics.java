package io.nodepulse.trials.bench.rival;

import io.nodepulse.launcher.up.Running;
import io.nodepulse.trials.bench.query.GeneratedHistory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * VictoriaMetrics on one node, which takes text over HTTP.
 *
 * @param program its executable
 */
record VictoriaMetrics(Path program, String version) implements Rival {

    private static final int CHUNK_CHARS = 8 << 20;

    /** If this machine has it. */
    static Optional<Rival> find(Path scratch) throws IOException, InterruptedException {
        Optional<Path> program = Program.find("victoria-metrics");
        return program.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new VictoriaMetrics(
                                program.get(), Program.version(program.get(), scratch)));
    }

    @Override
    public String name() {
        return "VictoriaMetrics" + version;
    }

    @Override
    public Program start(GeneratedHistory history, Exposition figures, Path folder, Running running)
            throws IOException, InterruptedException {
        Program started =
                Program.start(
                        program,
                        List.of(
                                "-storageDataPath=" + folder.resolve("data"),
                                "-retentionPeriod=1",
                                "-loggerLevel=WARN"),
                        "-httpListenAddr",
                        "/health",
                        folder);
        running.add(name(), started, started::kill);
        StringBuilder chunk = new StringBuilder();
        history.read(
                (at, samples) -> {
                    figures.text(samples, chunk);
                    if (chunk.length() > CHUNK_CHARS) {
                        send(chunk, started);
                    }
                });
        send(chunk, started);
        // What it was sent can only be found when it is flushed; merging goes on behind that.
        started.post("internal/force_flush", "");
        started.awaitQuiet();
        return started;
    }

    @Override
    public void merge(Program program) throws IOException, InterruptedException {
        program.post("internal/force_merge", "");
        program.awaitQuiet();
    }

    @Override
    public Path data(Path folder) {
        return folder.resolve("data");
    }

    private static void send(StringBuilder chunk, Program to)
            throws IOException, InterruptedException {
        to.post("api/v1/import/prometheus", chunk.toString());
        chunk.setLength(0);
    }
}
