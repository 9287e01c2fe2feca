package io.nodepulse.agent.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the packaged agent costs, with {@value AgentRig#GROUPS} groups per scrape and TLS on: at its
 * usual interval, beside real exporters; over the scrapes of a day in fast motion; and how fast it
 * sends what it kept while the server was away for two days.
 *
 * <pre>mvn -Pagent-packages,agent-benchmark -pl agent -am -DskipTests verify
 *     [-Dbenchmark.minutes=10] [-Dbenchmark.interval=15s]
 *     [-Dbenchmark.exporters=/usr/bin]   # where the exporters' programs are
 * </pre>
 */
final class AgentBenchmark {

    /** A scrape each 15 s for 24 h. */
    private static final int SCRAPES_OF_A_DAY = 5_760;

    private static final String FAST_INTERVAL = "50ms";
    private static final Duration EXPORTER_INTERVAL = Duration.ofSeconds(15);

    private final Path image;

    private AgentBenchmark(Path image) {
        this.image = image;
    }

    public static void main(String[] arguments) throws Exception {
        AgentBenchmark benchmark = new AgentBenchmark(Path.of(arguments[0]));
        Duration time = Duration.ofMinutes(Long.parseLong(arguments[1]));
        benchmark.besideExporters(time, arguments[2], Path.of(arguments[3]));
        benchmark.dayInFastMotion();
        new BacklogRun(benchmark.image).run();
    }

    private void besideExporters(Duration time, String interval, Path programs) throws Exception {
        try (AgentRig rig = new AgentRig((_, _) -> {})) {
            List<RealExporter> exporters =
                    List.of(RealExporter.process(rig, programs), RealExporter.node(rig, programs));
            Process agent = rig.startAgent(image, interval, /* nodeExporter= */ false, Map.of());
            // The first tenth warms up: classes load and compile.
            double highest = watch(agent, time.dividedBy(10), List.of());
            double warm = ProcessCost.residentMb(agent);
            Duration before = ProcessCost.cpu(agent);
            int scrapesBefore = rig.scrapes();
            exporters.forEach(RealExporter::begin);
            double later = watch(agent, time.multipliedBy(9).dividedBy(10), exporters);
            int scrapes = rig.scrapes() - scrapesBefore;
            print(
                    "agent, every %s: %d scrapes of %d groups, CPU %.2f ms per scrape, RSS %.1f MB"
                            + " after warm-up, %.1f MB at the end, %.1f MB at most after warm-up,"
                            + " %.1f MB at most before",
                    interval,
                    scrapes,
                    AgentRig.GROUPS,
                    ProcessCost.millisPerScrape(before, ProcessCost.cpu(agent), scrapes),
                    warm,
                    ProcessCost.residentMb(agent),
                    later,
                    highest);
            for (RealExporter exporter : exporters) {
                print("%s", exporter.report());
            }
        }
    }

    private void dayInFastMotion() throws Exception {
        try (AgentRig rig = new AgentRig((_, _) -> {})) {
            Process agent =
                    rig.startAgent(image, FAST_INTERVAL, /* nodeExporter= */ false, Map.of());
            double[] quarters = new double[4];
            Duration before = ProcessCost.cpu(agent);
            for (int i = 0; i < quarters.length; i++) {
                while (rig.scrapes() < SCRAPES_OF_A_DAY * (i + 1) / quarters.length) {
                    TimeUnit.SECONDS.sleep(1);
                }
                quarters[i] = ProcessCost.residentMb(agent);
            }
            print(
                    "agent, %d scrapes in fast motion: CPU %.2f ms per scrape, RSS %.1f, %.1f, %.1f,"
                            + " %.1f MB after each quarter",
                    rig.scrapes(),
                    ProcessCost.millisPerScrape(before, ProcessCost.cpu(agent), rig.scrapes()),
                    quarters[0],
                    quarters[1],
                    quarters[2],
                    quarters[3]);
        }
    }

    /** Waits that long and scrapes the exporters meanwhile; the agent's highest RSS in MB. */
    private static double watch(Process agent, Duration time, List<RealExporter> exporters)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        long nextScrape = start;
        double highest = 0;
        while (System.nanoTime() - start < time.toNanos()) {
            if (System.nanoTime() >= nextScrape) {
                nextScrape += EXPORTER_INTERVAL.toNanos();
                for (RealExporter exporter : exporters) {
                    exporter.scrape();
                }
            }
            TimeUnit.SECONDS.sleep(1);
            highest = Math.max(highest, ProcessCost.residentMb(agent));
        }
        return highest;
    }

    static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
