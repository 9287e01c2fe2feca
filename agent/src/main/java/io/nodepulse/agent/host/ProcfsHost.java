package io.nodepulse.agent.host;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nodepulse.agent.procfs.ProcFiles;

import java.io.File;
import java.io.IOException;

/** Reads the host's figures from the kernel of this machine; proc(5) defines the files. */
final class ProcfsHost implements HostSource, ProcFiles.PidAction {

    private static final double BYTES_PER_SECTOR = 512;
    private static final long BYTES_PER_KIB = 1_024;
    private static final double MILLIS_PER_SECOND = 1_000;

    private static final byte[] CPU = "cpu".getBytes(US_ASCII);
    private static final byte[] RUNNING = "procs_running ".getBytes(US_ASCII);
    private static final byte[] BLOCKED = "procs_blocked ".getBytes(US_ASCII);
    private static final byte[] OOM_KILL = "oom_kill ".getBytes(US_ASCII);

    private static final HostFigure[] INTERFACE_COLUMNS = {
        HostFigure.NETWORK_RECEIVE_BYTES_TOTAL,
        HostFigure.NETWORK_RECEIVE_PACKETS_TOTAL,
        HostFigure.NETWORK_RECEIVE_ERRS_TOTAL,
        HostFigure.NETWORK_RECEIVE_DROP_TOTAL,
        HostFigure.NETWORK_TRANSMIT_BYTES_TOTAL,
        HostFigure.NETWORK_TRANSMIT_PACKETS_TOTAL,
        HostFigure.NETWORK_TRANSMIT_ERRS_TOTAL,
        HostFigure.NETWORK_TRANSMIT_DROP_TOTAL
    };

    /** Columns of a direction in net/dev, of which the first half are sent. */
    private static final int DIRECTION_COLUMNS = 8;

    private final ProcFiles files;
    private final HostCounters counters;
    private final File rootFileSystem = new File("/");
    private int processes;

    ProcfsHost(ProcFiles files, SysDevices sys) {
        this.files = files;
        this.counters = new HostCounters(sys);
    }

    @Override
    public long read(long askedMillis, HostReadings figures) throws IOException {
        counters.begin();
        readStat(figures);
        readDisks();
        readInterfaces();
        counters.end(askedMillis, figures);
        readMemory(figures);
        readLoadAndUptime(figures);
        readKills(figures);
        figures.set(HostFigure.DISK_TOTAL_BYTES, (double) rootFileSystem.getTotalSpace());
        figures.set(HostFigure.DISK_FREE_BYTES, (double) rootFileSystem.getFreeSpace());
        figures.set(HostFigure.DISK_AVAILABLE_BYTES, (double) rootFileSystem.getUsableSpace());
        processes = 0;
        files.forEachPid(this);
        figures.set(HostFigure.PROCESSES_TOTAL, (double) processes);
        return askedMillis;
    }

    @Override
    public void startAnew() {
        counters.startAnew();
    }

    @Override
    public void take(String pid) {
        processes++;
    }

    /** A line per CPU, and before them the line "cpu", their sum. */
    private void readStat(HostReadings figures) throws IOException {
        files.load("stat");
        do {
            if (files.skip(CPU)) {
                boolean sum = files.bytes()[files.position()] == ' ';
                long cpu = sum ? -1 : files.number();
                if (cpu < CpuCounters.MAX_CPUS) {
                    readModes((int) cpu, figures);
                }
            } else if (files.skip(RUNNING)) {
                figures.set(HostFigure.PROCESSES_RUNNING, (double) files.number());
            } else if (files.skip(BLOCKED)) {
                figures.set(HostFigure.PROCESSES_BLOCKED, (double) files.number());
            }
        } while (files.nextLine());
    }

    /** The modes in the order of the line; old kernels and sandboxes have fewer. */
    private void readModes(int cpu, HostReadings figures) {
        for (int column = 0; column < CpuMode.OTHER.ordinal(); column++) {
            long ticks = files.number();
            if (ticks < 0) {
                return;
            }
            CpuMode mode = CpuMode.ofColumn(column);
            double seconds = ticks / (double) files.ticksPerSecond();
            HostFigure figure = mode.figure();
            if (cpu >= 0) {
                counters.cpus().set(cpu, mode, seconds);
            } else if (figure != null) {
                figures.set(figure, seconds);
            }
        }
    }

    private void readMemory(HostReadings figures) throws IOException {
        files.load("meminfo");
        do {
            HostFigure figure = HostFigure.ofMemory(files);
            if (figure != null) {
                figures.set(figure, files.number() * (double) BYTES_PER_KIB);
            }
        } while (files.nextLine());
    }

    /** Kernels before 4.13 do not count them, and sandboxes have no such file. */
    private void readKills(HostReadings figures) {
        try {
            files.load("vmstat");
        } catch (IOException _) {
            return;
        }
        do {
            if (files.skip(OOM_KILL)) {
                figures.set(HostFigure.OOM_KILLS_TOTAL, (double) files.number());
                return;
            }
        } while (files.nextLine());
    }

    private void readLoadAndUptime(HostReadings figures) throws IOException {
        files.load("loadavg");
        figures.set(HostFigure.LOAD_1MIN, files.decimal());
        figures.set(HostFigure.LOAD_5MIN, files.decimal());
        figures.set(HostFigure.LOAD_15MIN, files.decimal());
        files.load("uptime");
        figures.set(HostFigure.UPTIME_SECONDS, files.decimal());
    }

    /**
     * Fields: major minor name reads merged sectors ms writes merged sectors ms in-flight ms-busy.
     */
    private void readDisks() throws IOException {
        files.load("diskstats");
        DeviceCounters disks = counters.disks();
        do {
            files.word();
            files.word();
            int name = files.word();
            Device disk = disks.see(files.bytes(), name, files.position());
            if (disk == null) {
                continue;
            }
            disks.set(disk, HostFigure.DISK_READS_COMPLETED_TOTAL, number(1));
            files.word();
            disks.set(disk, HostFigure.DISK_READ_BYTES_TOTAL, number(BYTES_PER_SECTOR));
            files.word();
            disks.set(disk, HostFigure.DISK_WRITES_COMPLETED_TOTAL, number(1));
            files.word();
            disks.set(disk, HostFigure.DISK_WRITTEN_BYTES_TOTAL, number(BYTES_PER_SECTOR));
            files.word();
            files.word();
            disks.set(disk, HostFigure.DISK_IO_TIME_SECONDS_TOTAL, number(1 / MILLIS_PER_SECOND));
        } while (files.nextLine());
    }

    /** Two lines of headings, then: name, eight receive columns, eight transmit columns. */
    private void readInterfaces() throws IOException {
        files.load("net/dev");
        files.nextLine();
        DeviceCounters interfaces = counters.interfaces();
        while (files.nextLine()) {
            int name = files.word();
            int end = name;
            while (end < files.position() && files.bytes()[end] != ':') {
                end++;
            }
            Device device = interfaces.see(files.bytes(), name, end);
            if (device == null) {
                continue;
            }
            files.moveTo(end);
            for (int i = 0; i < INTERFACE_COLUMNS.length; i++) {
                interfaces.set(device, INTERFACE_COLUMNS[i], number(1));
                if (i == DIRECTION_COLUMNS / 2 - 1) {
                    for (int skipped = i + 1; skipped < DIRECTION_COLUMNS; skipped++) {
                        files.word();
                    }
                }
            }
        }
    }

    /** The next number in that unit; NaN where there is none. */
    private double number(double unit) {
        long number = files.number();
        return number < 0 ? Double.NaN : number * unit;
    }
}
