package io.nodepulse.trials.bench.rival;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.events.ProcessSampled;
import io.nodepulse.trials.bench.query.GeneratedHistory;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Makes Prometheus' blocks with {@code promtool}, which reads all of its input once per block of
 * two hours, and so gets the text of one block at a time.
 */
final class PrometheusBlocks implements GeneratedHistory.Reader, AutoCloseable {

    private static final long BLOCK_MILLIS = Duration.ofHours(2).toMillis();

    private final Path tool;
    private final Exposition figures;
    private final Path text;
    private final Path log;
    private final Path blocks;
    private final StringBuilder lines = new StringBuilder();
    private @Nullable Writer out;
    private long block;

    /**
     * @param figures which they have
     * @param folder for what is only needed on the way
     * @param blocks where they go
     */
    PrometheusBlocks(Path tool, Exposition figures, Path folder, Path blocks) {
        this.tool = tool;
        this.figures = figures;
        this.text = folder.resolve("block.txt");
        this.log = folder.resolve("promtool.log");
        this.blocks = blocks;
    }

    @Override
    public void scrape(Instant at, List<ProcessSampled> samples)
            throws IOException, InterruptedException {
        long blockOfScrape = Math.floorDiv(at.toEpochMilli(), BLOCK_MILLIS);
        if (blockOfScrape != block) {
            finish();
            block = blockOfScrape;
        }
        if (out == null) {
            out = Files.newBufferedWriter(text, UTF_8);
        }
        lines.setLength(0);
        figures.openMetrics(samples, lines);
        out.append(lines);
    }

    /** Makes the block of what came last. */
    void finish() throws IOException, InterruptedException {
        if (out == null) {
            return;
        }
        out.write("# EOF\n");
        close();
        Program.run(
                List.of(
                        tool.toString(),
                        "tsdb",
                        "create-blocks-from",
                        "openmetrics",
                        "--quiet",
                        text.toString(),
                        blocks.toString()),
                log);
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
            out = null;
        }
    }
}
