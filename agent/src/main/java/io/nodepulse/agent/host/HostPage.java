package io.nodepulse.agent.host;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nodepulse.agent.exposition.Sample;
import io.nodepulse.agent.exposition.SampleHandler;
import io.nodepulse.agent.scrape.ExporterStats;
import io.nodepulse.agent.scrape.PageFetcher;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

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
    private static final byte[] TIME = "node_time_seconds".getBytes(US_ASCII);
    private static final double MILLIS_PER_SECOND = 1_000;

    /** How far the exporter's clock may be off while it is taken for this machine's own. */
    private static final long SAME_CLOCK_MILLIS = 1_000;

    private final PageFetcher fetcher;
    private final ExporterStats stats;
    private final HostCounters counters = new HostCounters(/* sys= */ null);
    private HostReadings figures = new HostReadings();
    private double bootTime;
    private double time;
    private double processesByState;

    /** The figures that were taken of rootfs. */
    private final Set<HostFigure> ofRootfs = EnumSet.noneOf(HostFigure.class);

    HostPage(PageFetcher fetcher, ExporterStats stats) {
        this.fetcher = fetcher;
        this.stats = stats;
    }

    @Override
    public long read(long askedMillis, HostReadings to) throws IOException {
        figures = to;
        bootTime = Double.NaN;
        time = Double.NaN;
        processesByState = Double.NaN;
        ofRootfs.clear();
        counters.begin();
        long answeredMillis = fetcher.fetch(askedMillis, this);
        long atMillis = sampledMillis(askedMillis, answeredMillis);
        counters.end(atMillis, to);
        double now = Double.isNaN(time) ? atMillis / MILLIS_PER_SECOND : time;
        to.set(HostFigure.UPTIME_SECONDS, Math.max(0, now - bootTime));
        if (!to.has(HostFigure.PROCESSES_TOTAL)) {
            to.set(HostFigure.PROCESSES_TOTAL, processesByState);
        }
        return atMillis;
    }

    /** The exporter's own time, where its clock is this machine's; otherwise that of its answer. */
    private long sampledMillis(long askedMillis, long answeredMillis) {
        double own = time * MILLIS_PER_SECOND;
        boolean sameClock =
                own >= askedMillis - SAME_CLOCK_MILLIS && own <= answeredMillis + SAME_CLOCK_MILLIS;
        return sameClock ? Math.clamp((long) own, askedMillis, answeredMillis) : answeredMillis;
    }

    @Override
    public void startAnew() {
        counters.startAnew();
    }

    @Override
    public void onSample(Sample sample) {
        if (!sample.nameStartsWith(NODE)) {
            return;
        }
        double value = sample.value();
        HostFigure figure = HostFigure.of(sample);
        if (figure != null) {
            if (Double.isFinite(value)) {
                take(figure, sample);
            } else {
                stats.invalidValues().incrementAndGet();
            }
        } else if (sample.nameIs(CPU_SECONDS)) {
            takeCpu(sample);
        } else if (sample.nameIs(BOOT_TIME)) {
            bootTime = value;
        } else if (sample.nameIs(TIME)) {
            time = value;
        } else if (sample.nameIs(STATE)) {
            processesByState = Double.isNaN(processesByState) ? value : processesByState + value;
        }
    }

    private void take(HostFigure figure, Sample sample) {
        switch (figure.scope()) {
            case HOST -> figures.set(figure, sample.value());
            case ROOT_FILE_SYSTEM -> takeRoot(figure, sample);
            case DISK -> takeDevice(counters.disks(), figure, sample);
            case INTERFACE -> takeDevice(counters.interfaces(), figure, sample);
        }
    }

    /**
     * What is mounted at the root: the first one in page order, the same of every metric. Two of
     * them are one, because the exporter asks the kernel for the path; rootfs is only believed
     * where there is no other.
     */
    private void takeRoot(HostFigure figure, Sample sample) {
        if (!sample.labelIs(sample.label(MOUNT_POINT), ROOT)) {
            return;
        }
        boolean rootfs = sample.labelIs(sample.label(FILE_SYSTEM), ROOTFS);
        if (!figures.has(figure) || (ofRootfs.contains(figure) && !rootfs)) {
            figures.set(figure, sample.value());
            if (rootfs) {
                ofRootfs.add(figure);
            } else {
                ofRootfs.remove(figure);
            }
        }
    }

    private void takeDevice(DeviceCounters devices, HostFigure figure, Sample sample) {
        int label = sample.label(DEVICE);
        if (label < 0) {
            return;
        }
        Device device = devices.see(sample.bytes(), sample.valueFrom(label), sample.valueTo(label));
        if (device != null && !devices.set(device, figure, sample.value())) {
            stats.duplicateSeries().incrementAndGet();
        }
    }

    private void takeCpu(Sample sample) {
        int modeLabel = sample.label(MODE);
        int cpu = cpuNumber(sample, sample.label(CPU));
        if (modeLabel < 0 || cpu < 0 || !Double.isFinite(sample.value())) {
            return;
        }
        CpuMode mode = CpuMode.of(sample, modeLabel);
        if (mode == null) {
            return;
        }
        if (!counters.cpus().set(cpu, mode, sample.value())) {
            stats.duplicateSeries().incrementAndGet();
            return;
        }
        HostFigure figure = mode.figure();
        if (figure != null) {
            figures.add(figure, sample.value());
        }
    }

    /** The number in that label; -1 where it is none, as in a line for all CPUs together. */
    private static int cpuNumber(Sample sample, int label) {
        if (label < 0) {
            return -1;
        }
        int number = 0;
        for (int i = sample.valueFrom(label); i < sample.valueTo(label); i++) {
            int digit = sample.bytes()[i] - '0';
            if (digit < 0 || digit > 9 || number >= CpuCounters.MAX_CPUS) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number < CpuCounters.MAX_CPUS ? number : -1;
    }
}
