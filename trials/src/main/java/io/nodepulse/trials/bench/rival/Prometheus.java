package io.nodepulse.trials.bench.rival;

import io.nodepulse.launcher.up.Running;
import io.nodepulse.trials.bench.query.GeneratedHistory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Prometheus on blocks that its tool has made.
 *
 * @param program its executable
 * @param tool {@code promtool}
 */
record Prometheus(Path program, Path tool, String version) implements Rival {

    /** If this machine has it. */
    static Optional<Rival> find(Path scratch) throws IOException, InterruptedException {
        Optional<Path> program = Program.find("prometheus");
        Optional<Path> tool = Program.find("promtool");
        return program.isEmpty() || tool.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Prometheus(
                                program.get(),
                                tool.get(),
                                Program.version(program.get(), scratch)));
    }

    @Override
    public String name() {
        return "Prometheus" + version;
    }

    @Override
    public Program start(GeneratedHistory history, Exposition figures, Path folder, Running running)
            throws IOException, InterruptedException {
        Path blocks = Files.createDirectories(folder.resolve("blocks"));
        try (PrometheusBlocks writer = new PrometheusBlocks(tool, figures, folder, blocks)) {
            history.read(writer);
            writer.finish();
        }
        Path config = Files.writeString(folder.resolve("prometheus.yml"), "global: {}\n");
        Program started =
                Program.start(
                        program,
                        List.of(
                                "--config.file=" + config,
                                "--storage.tsdb.path=" + blocks,
                                "--storage.tsdb.retention.time=30d",
                                "--log.level=warn"),
                        "--web.listen-address",
                        "/-/ready",
                        folder);
        running.add(name(), started, started::kill);
        // It joins the blocks into larger ones first.
        started.awaitQuiet();
        return started;
    }

    @Override
    public Path data(Path folder) {
        return folder.resolve("blocks");
    }
}
