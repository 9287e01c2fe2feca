package io.nodepulse.agent.host;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nodepulse.agent.exposition.Sample;
import io.nodepulse.agent.exposition.SampleHandler;
import io.nodepulse.agent.scrape.ExporterStats;
import io.nodepulse.agent.scrape.PageFetcher;

import java.io.IOException;
import java.util.BitSet;

/**
 * The metrics of node_exporter that become host figures: sums over CPUs, over whole disks and over
 * the machine's own network interfaces, and the root file system.
 */
final class HostPage implements HostSource, SampleHandler {

    private static final byte[] NODE = "node_".getBytes(US_ASCII);
    private static final byte[] BOOT_TIME = "node_boot_time_seconds".getBytes(US_ASCII);
    private static final byte[] CPU_SECONDS = "node_cpu_seconds_total".getBytes(US_ASCII);
    private static final byte[] STATE = "node_processes_state".getBytes(US_ASCII);
    private static final byte[] CPU = "cpu".getBytes(US_ASCII);
    private static final byte[] MODE = "mode".getBytes(US_ASCII);
    private static final byte[] DEVICE = "device".getBytes(US_ASCII);
    private static final byte[] MOUNT_POINT = "mountpoint".getBytes(US_ASCII);
    private static final byte[] ROOT = "/".getBytes(US_ASCII);
    private static final byte[] FILE_SYSTEM = "fstype".getBytes(US_ASCII);
    private static final byte[] ROOTFS = "rootfs".getBytes(US_ASCII);
    private static final int MAX_CPUS = 8_192;
    private static final double MILLIS_PER_SECOND = 1_000;

    private final PageFetcher fetcher;
    private final ExporterStats stats;
    private final BitSet cpus = new BitSet();
    private HostFigures figures = new HostFigures();
    private double bootTime;
    private double processesByState;

    HostPage(PageFetcher fetcher, ExporterStats stats) {
        this.fetcher = fetcher;
        this.stats = stats;
    }

    @Override
    public void read(long atMillis, HostFigures to) throws IOException {
        figures = to;
        cpus.clear();
        bootTime = Double.NaN;
        processesByState = Double.NaN;
        fetcher.fetch(this);
        if (!cpus.isEmpty()) {
            to.set(HostFigure.CPU_CORES, cpus.cardinality());
        }
        to.set(HostFigure.UPTIME_SECONDS, Math.max(0, atMillis / MILLIS_PER_SECOND - bootTime));
        if (!to.has(HostFigure.PROCESSES_TOTAL)) {
            to.set(HostFigure.PROCESSES_TOTAL, processesByState);
        }
    }

    @Override
    public void onSample(Sample sample) {
        if (!sample.nameStartsWith(NODE)) {
            return;
        }
        double value = sample.value();
        HostMetricName metric = HostMetricName.of(sample);
        if (metric != null) {
            if (!Double.isFinite(value)) {
                stats.invalidValues().incrementAndGet();
            } else if (isWanted(metric, sample)) {
                take(metric, value);
            }
        } else if (sample.nameIs(CPU_SECONDS)) {
            takeCpu(sample);
        } else if (sample.nameIs(BOOT_TIME)) {
            bootTime = value;
        } else if (sample.nameIs(STATE)) {
            processesByState = Double.isNaN(processesByState) ? value : processesByState + value;
        }
    }

    private void take(HostMetricName metric, double value) {
        if (metric.scope() == HostMetricName.Scope.HOST) {
            figures.set(metric.figure(), value);
        } else {
            figures.add(metric.figure(), value);
        }
    }

    private static boolean isWanted(HostMetricName metric, Sample sample) {
        return switch (metric.scope()) {
            case HOST -> true;
            case ROOT_FILE_SYSTEM ->
                    sample.labelIs(sample.label(MOUNT_POINT), ROOT)
                            && !sample.labelIs(sample.label(FILE_SYSTEM), ROOTFS);
            case DISK -> Devices.isRealDisk(device(sample));
            case INTERFACE -> Devices.isRealInterface(device(sample));
        };
    }

    private static String device(Sample sample) {
        int device = sample.label(DEVICE);
        return device < 0 ? "" : sample.labelValue(device);
    }

    private void takeCpu(Sample sample) {
        int mode = sample.label(MODE);
        int cpu = sample.label(CPU);
        if (mode < 0 || cpu < 0 || !Double.isFinite(sample.value())) {
            return;
        }
        cpus.set(cpuNumber(sample, cpu));
        HostFigure figure = CpuModes.of(sample, mode);
        if (figure != null) {
            figures.add(figure, sample.value());
        }
    }

    private static int cpuNumber(Sample sample, int label) {
        int number = 0;
        for (int i = sample.valueFrom(label); i < sample.valueTo(label); i++) {
            number = (number * 10 + (sample.bytes()[i] - '0')) & (MAX_CPUS - 1);
        }
        return number;
    }
}
