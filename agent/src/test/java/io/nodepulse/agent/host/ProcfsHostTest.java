package io.nodepulse.agent.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nodepulse.agent.procfs.ProcFiles;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a /proc of the test's making, with 100 ticks per second, and an empty /sys. */
class ProcfsHostTest {

    @TempDir Path proc;

    private final HostReadings figures = new HostReadings();
    private long atMillis = 1_800_000_000_000L;

    @BeforeEach
    void makeFiles() throws IOException {
        ByteBuffer auxv = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        auxv.putLong(17).putLong(100).putLong(0).putLong(0);
        Files.createDirectory(proc.resolve("self"));
        Files.createDirectory(proc.resolve("net"));
        Files.write(proc.resolve("self/auxv"), auxv.array());
        write("loadavg", "1.50 2.25 3.00 2/345 6789\n");
        write("vmstat", "nr_free_pages 12\noom_kill 7\npgfault 3\n");
        write("uptime", "5000.25 100.00\n");
        write("meminfo", "MemTotal: 998384 kB\nMemFree: 987608 kB\n");
        write("stat", "cpu  1 2 3 4 5 6 7 8 9 10\ncpu0 1 2 3 4 5 6 7 8 9 10\nprocs_running 3\n");
        write("diskstats", "");
        write("net/dev", "Inter-|   Receive\n face |bytes\n");
    }

    @Test
    void cpuByCpu() throws IOException {
        ProcfsHost host = host();
        write("stat", stat("500000 0 100000 1000000 548282 0 0 0 7 7"));
        read(host);
        write("stat", stat("502700 0 100000 1000300 548281 0 0 0 9 9"));
        read(host);
        is(HostFigure.CPU_BUSY_SECONDS_TOTAL, 27);
        is(HostFigure.CPU_TOTAL_SECONDS_TOTAL, 30);
        is(HostFigure.CPU_USER_SECONDS, 5027);
        is(HostFigure.CPU_CORES, 1);
        write("stat", stat("502700 10 100020 1000300 548281 30 40 50 9 9") + "cpu1 9 9 9 9\n");
        read(host);
        is(HostFigure.CPU_BUSY_SECONDS_TOTAL, 28.5);
        is(HostFigure.CPU_TOTAL_SECONDS_TOTAL, 31.5);
        is(HostFigure.CPU_CORES, 2);
    }

    @Test
    void diskOfANetworkAndItsPartition() throws IOException {
        write(
                "diskstats",
                " 254 288 rbd18 25359 1 2459552 18239 2 0 16 42 0 19706 11358 0 0 0 0\n"
                        + " 254 289 rbd18p1 25240 1 2453022 18190 2 0 16 42 0 19655 11337 0\n");
        read(host());
        is(HostFigure.DISK_READS_COMPLETED_TOTAL, 25_359);
        is(HostFigure.DISK_READ_BYTES_TOTAL, 2_459_552 * 512.0);
        is(HostFigure.DISK_WRITES_COMPLETED_TOTAL, 2);
        is(HostFigure.DISK_WRITTEN_BYTES_TOTAL, 16 * 512);
        is(HostFigure.DISK_IO_TIME_SECONDS_TOTAL, 19.706);
    }

    @Test
    void interfaceAndTheBridgeOnIt() throws IOException {
        String heads = "Inter-|   Receive\n face |bytes\n";
        String eth = "  eth0: 1000 2 3 4 5 6 7 8 2000 12 13 14 15 16 17 18\n";
        write("net/dev", heads + eth + "   br0: 999 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9\n");
        ProcfsHost host = host();
        read(host);
        is(HostFigure.NETWORK_RECEIVE_BYTES_TOTAL, 1_000);
        is(HostFigure.NETWORK_RECEIVE_PACKETS_TOTAL, 2);
        is(HostFigure.NETWORK_RECEIVE_ERRS_TOTAL, 3);
        is(HostFigure.NETWORK_RECEIVE_DROP_TOTAL, 4);
        is(HostFigure.NETWORK_TRANSMIT_BYTES_TOTAL, 2_000);
        is(HostFigure.NETWORK_TRANSMIT_PACKETS_TOTAL, 12);
        is(HostFigure.NETWORK_TRANSMIT_ERRS_TOTAL, 13);
        is(HostFigure.NETWORK_TRANSMIT_DROP_TOTAL, 14);
        write("net/dev", heads + " wlan0: 70000 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n" + eth);
        read(host);
        is(HostFigure.NETWORK_RECEIVE_BYTES_TOTAL, 1_000);
    }

    @Test
    void figuresThatAreNotThereAreAbsent() throws IOException {
        read(host());
        assertThat(figures.has(HostFigure.DISK_READS_COMPLETED_TOTAL)).isFalse();
        assertThat(figures.has(HostFigure.NETWORK_RECEIVE_BYTES_TOTAL)).isFalse();
        assertThat(figures.has(HostFigure.MEMORY_AVAILABLE_BYTES)).isFalse();
        is(HostFigure.MEMORY_FREE_BYTES, 987_608 * 1024.0);
        is(HostFigure.COUNTERS_START_SECONDS, 1_800_000_000);
        is(HostFigure.LOAD_5MIN, 2.25);
    }

    @Test
    void killsForMemoryAreCountedWhereTheKernelDoes() throws IOException {
        read(host());
        is(HostFigure.OOM_KILLS_TOTAL, 7);
        write("vmstat", "nr_free_pages 12\n");
        read(host());
        assertThat(figures.has(HostFigure.OOM_KILLS_TOTAL)).isFalse();
        Files.delete(proc.resolve("vmstat"));
        read(host());
        assertThat(figures.has(HostFigure.OOM_KILLS_TOTAL)).isFalse();
        is(HostFigure.LOAD_5MIN, 2.25);
    }

    private static String stat(String ticks) {
        return "cpu  %s\ncpu0 %s\n".formatted(ticks, ticks);
    }

    private ProcfsHost host() throws IOException {
        return new ProcfsHost(new ProcFiles(proc), new SysDevices(proc.resolve("no-sys")));
    }

    private void read(ProcfsHost host) throws IOException {
        figures.clear();
        host.read(atMillis, figures);
        atMillis += 15_000;
    }

    private void is(HostFigure figure, double value) {
        assertThat(figures.get(figure)).as(figure.field()).isCloseTo(value, within(1e-6));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(proc.resolve(file), text);
    }
}
