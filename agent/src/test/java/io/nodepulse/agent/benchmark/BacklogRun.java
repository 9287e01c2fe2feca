package io.nodepulse.agent.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.agent.buffer.BufferStats;
import io.nodepulse.agent.buffer.ScrapeBuffer;
import io.nodepulse.agent.payload.ExporterKind;
import io.nodepulse.agent.payload.Rfc3339;
import io.nodepulse.agent.testing.RawServer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server comes back after two days: how fast the agent sends what it kept, and how old the
 * oldest fresh scrape gets meanwhile, because scrapes are sent in order.
 */
final class BacklogRun {

    private static final Pattern TIMESTAMP = Pattern.compile("\"timestamp\":\"([^\"]+)\"");
    private static final long INTERVAL_MILLIS = 15_000;

    /** A little less than 48 h, so that none is too old by the time it is sent. */
    private static final int TIMES = 48 * 240 - 40;

    private static final long MAX_BYTES = 64L << 20;

    private final Path image;
    private String newestOfBacklog = "";
    private int received;
    private long firstNanos;
    private long lastNanos;
    private long freshMillis;

    BacklogRun(Path image) {
        this.image = image;
    }

    void run() throws Exception {
        try (AgentRig rig = new AgentRig((request, _) -> take(request))) {
            BufferStats stats = fill(rig.buffer());
            long kept = stats.diskRecords().get();
            Process agent = rig.startAgent(image, "1s", /* nodeExporter= */ true, Map.of());
            double highest = 0;
            while (freshMillis() == 0) {
                TimeUnit.MILLISECONDS.sleep(200);
                highest = Math.max(highest, ProcessCost.residentMb(agent));
            }
            report(kept, stats.diskBytes().get(), highest, ProcessCost.cpu(agent));
        }
    }

    private synchronized long freshMillis() {
        return freshMillis;
    }

    private synchronized void report(long kept, long bytes, double highest, Duration cpu) {
        AgentBenchmark.print(
                "agent after 48 h without a server: %d scrapes in %.1f MB, of them %d sent, %.0f per"
                        + " second, first fresh one %.1f s after it was taken, CPU %.2f ms per scrape, RSS"
                        + " %.1f MB at most",
                kept,
                bytes / 1e6,
                received,
                received / ((lastNanos - firstNanos) / 1e9),
                freshMillis / 1e3,
                cpu.toMillis() / (double) received,
                highest);
    }

    /** Leaves two days of scrapes of both exporters on disk. */
    private BufferStats fill(Path folder) throws IOException {
        BufferStats stats = new BufferStats();
        long end = System.currentTimeMillis();
        try (ScrapeBuffer buffer =
                new ScrapeBuffer(folder.toFile(), MAX_BYTES, Duration.ofHours(48), stats)) {
            for (int i = TIMES; i > 0; i--) {
                long at = end - i * INTERVAL_MILLIS;
                add(buffer, ExporterKind.PROCESS_EXPORTER, at, processes(at, TIMES - i));
                add(buffer, ExporterKind.NODE_EXPORTER, at, host(at, TIMES - i));
            }
            newestOfBacklog = Rfc3339.text(end - INTERVAL_MILLIS);
            buffer.spill();
        }
        return stats;
    }

    private static void add(ScrapeBuffer buffer, ExporterKind kind, long at, String json) {
        byte[] bytes = json.getBytes(UTF_8);
        buffer.add(kind, at, bytes, bytes.length);
    }

    private static String processes(long at, int step) {
        StringBuilder json = new StringBuilder(16 * 1024);
        json.append("{\"timestamp\":\"").append(Rfc3339.text(at)).append("\",\"processes\":[");
        for (int i = 0; i < AgentRig.GROUPS; i++) {
            json.append(i == 0 ? "" : ",").append("{\"name\":\"process-").append(i);
            json.append("\",\"num_procs\":3,\"cpu_seconds\":").append(i * 977 + step * i % 89);
            json.append('.').append(step * i % 97).append(",\"memory_bytes\":");
            json.append(4_096L * (i * 1_733L + step * 31L * i % 1_009)).append('}');
        }
        return json.append("]}").toString();
    }

    private static String host(long at, int step) {
        return "{\"timestamp\":\""
                + Rfc3339.text(at)
                + "\",\"cpu_idle_seconds\":"
                + step * 14.5
                + ",\"memory_total_bytes\":16000000000}";
    }

    private synchronized void take(RawServer.Request request) {
        Matcher timestamps = TIMESTAMP.matcher(request.text());
        long now = System.currentTimeMillis();
        firstNanos = firstNanos == 0 ? System.nanoTime() : firstNanos;
        while (timestamps.find()) {
            String at = timestamps.group(1);
            if (at.compareTo(newestOfBacklog) <= 0) {
                received++;
                lastNanos = System.nanoTime();
            } else if (freshMillis == 0) {
                freshMillis = now - Instant.parse(at).toEpochMilli();
            }
        }
    }
}
