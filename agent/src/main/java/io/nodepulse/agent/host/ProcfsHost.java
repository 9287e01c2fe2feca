package io.nodepulse.agent.host;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nodepulse.agent.procfs.ProcFiles;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads the host's figures from the kernel of this machine; proc(5) defines the files. */
final class ProcfsHost implements HostSource, ProcFiles.PidAction {

    private static final long BYTES_PER_SECTOR = 512;
    private static final long BYTES_PER_KIB = 1_024;
    private static final double MILLIS_PER_SECOND = 1_000;

    private static final byte[] CPU = "cpu".getBytes(US_ASCII);
    private static final byte[] RUNNING = "procs_running ".getBytes(US_ASCII);
    private static final byte[] BLOCKED = "procs_blocked ".getBytes(US_ASCII);

    private static final HostFigure[] MEMORY_FIGURES = {
        HostFigure.MEMORY_TOTAL_BYTES, HostFigure.MEMORY_FREE_BYTES,
        HostFigure.MEMORY_AVAILABLE_BYTES, HostFigure.MEMORY_BUFFERS_BYTES,
        HostFigure.MEMORY_CACHED_BYTES, HostFigure.SWAP_CACHED_BYTES,
        HostFigure.MEMORY_ACTIVE_BYTES, HostFigure.MEMORY_INACTIVE_BYTES,
        HostFigure.SWAP_TOTAL_BYTES, HostFigure.SWAP_FREE_BYTES
    };
    private static final byte[][] MEMORY_KEYS = {
        "MemTotal:".getBytes(US_ASCII), "MemFree:".getBytes(US_ASCII),
        "MemAvailable:".getBytes(US_ASCII), "Buffers:".getBytes(US_ASCII),
        "Cached:".getBytes(US_ASCII), "SwapCached:".getBytes(US_ASCII),
        "Active:".getBytes(US_ASCII), "Inactive:".getBytes(US_ASCII),
        "SwapTotal:".getBytes(US_ASCII), "SwapFree:".getBytes(US_ASCII)
    };

    private final ProcFiles files;
    private final File rootFileSystem = new File("/");
    private int processes;

    ProcfsHost(ProcFiles files) {
        this.files = files;
    }

    @Override
    public void read(long atMillis, HostFigures figures) throws IOException {
        readStat(figures);
        readMemory(figures);
        readLoadAndUptime(figures);
        readDisks(figures);
        readInterfaces(figures);
        figures.set(HostFigure.DISK_TOTAL_BYTES, (double) rootFileSystem.getTotalSpace());
        figures.set(HostFigure.DISK_FREE_BYTES, (double) rootFileSystem.getFreeSpace());
        figures.set(HostFigure.DISK_AVAILABLE_BYTES, (double) rootFileSystem.getUsableSpace());
        processes = 0;
        files.forEachPid(this);
        figures.set(HostFigure.PROCESSES_TOTAL, (double) processes);
    }

    @Override
    public void take(String pid) {
        processes++;
    }

    /**
     * The line "cpu" sums up the lines "cpu0" and following: user nice system idle iowait … steal.
     */
    private void readStat(HostFigures figures) throws IOException {
        files.load("stat");
        int cores = 0;
        do {
            if (files.skip(CPU)) {
                if (files.bytes()[files.position()] != ' ') {
                    cores++;
                    continue;
                }
                figures.set(HostFigure.CPU_USER_SECONDS, seconds());
                seconds(); // nice
                figures.set(HostFigure.CPU_SYSTEM_SECONDS, seconds());
                figures.set(HostFigure.CPU_IDLE_SECONDS, seconds());
                figures.set(HostFigure.CPU_IOWAIT_SECONDS, seconds());
                seconds(); // irq
                seconds(); // softirq
                figures.set(HostFigure.CPU_STEAL_SECONDS, seconds());
            } else if (files.skip(RUNNING)) {
                figures.set(HostFigure.PROCESSES_RUNNING, (double) files.number());
            } else if (files.skip(BLOCKED)) {
                figures.set(HostFigure.PROCESSES_BLOCKED, (double) files.number());
            }
        } while (files.nextLine());
        figures.set(HostFigure.CPU_CORES, (double) cores);
    }

    private double seconds() {
        return files.number() / (double) files.ticksPerSecond();
    }

    private void readMemory(HostFigures figures) throws IOException {
        files.load("meminfo");
        do {
            for (int i = 0; i < MEMORY_KEYS.length; i++) {
                if (files.skip(MEMORY_KEYS[i])) {
                    figures.set(MEMORY_FIGURES[i], files.number() * (double) BYTES_PER_KIB);
                    break;
                }
            }
        } while (files.nextLine());
    }

    private void readLoadAndUptime(HostFigures figures) throws IOException {
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
    private void readDisks(HostFigures figures) throws IOException {
        files.load("diskstats");
        do {
            files.word();
            files.word();
            if (!Devices.isRealDisk(nextName())) {
                continue;
            }
            figures.add(HostFigure.DISK_READS_COMPLETED_TOTAL, (double) files.number());
            files.word();
            figures.add(
                    HostFigure.DISK_READ_BYTES_TOTAL, files.number() * (double) BYTES_PER_SECTOR);
            files.word();
            figures.add(HostFigure.DISK_WRITES_COMPLETED_TOTAL, (double) files.number());
            files.word();
            figures.add(
                    HostFigure.DISK_WRITTEN_BYTES_TOTAL,
                    files.number() * (double) BYTES_PER_SECTOR);
            files.word();
            files.word();
            figures.add(HostFigure.DISK_IO_TIME_SECONDS_TOTAL, files.number() / MILLIS_PER_SECOND);
        } while (files.nextLine());
    }

    /** Two lines of headings, then: name, eight receive columns, eight transmit columns. */
    private void readInterfaces(HostFigures figures) throws IOException {
        files.load("net/dev");
        files.nextLine();
        while (files.nextLine()) {
            String name = nextName();
            if (!Devices.isRealInterface(name.substring(0, Math.max(0, name.indexOf(':'))))) {
                continue;
            }
            figures.add(HostFigure.NETWORK_RECEIVE_BYTES_TOTAL, (double) files.number());
            figures.add(HostFigure.NETWORK_RECEIVE_PACKETS_TOTAL, (double) files.number());
            figures.add(HostFigure.NETWORK_RECEIVE_ERRS_TOTAL, (double) files.number());
            figures.add(HostFigure.NETWORK_RECEIVE_DROP_TOTAL, (double) files.number());
            for (int column = 4; column < 8; column++) {
                files.word();
            }
            figures.add(HostFigure.NETWORK_TRANSMIT_BYTES_TOTAL, (double) files.number());
            figures.add(HostFigure.NETWORK_TRANSMIT_PACKETS_TOTAL, (double) files.number());
            figures.add(HostFigure.NETWORK_TRANSMIT_ERRS_TOTAL, (double) files.number());
            figures.add(HostFigure.NETWORK_TRANSMIT_DROP_TOTAL, (double) files.number());
        }
    }

    private String nextName() {
        int from = files.word();
        return new String(
                files.bytes(), from, files.position() - from, StandardCharsets.ISO_8859_1);
    }
}
