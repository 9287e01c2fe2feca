package io.nodepulse.agent.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nodepulse.agent.scrape.ExporterStats;
import io.nodepulse.agent.testing.ServedPages;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Map;

/** Pages of node_exporter in a row, and what grew. */
class HostPageTest {

    private final ExporterStats stats = new ExporterStats();

    @SuppressWarnings("NullAway.Init")
    private ServedPages pages;

    @BeforeEach
    void serve() throws IOException {
        pages = new ServedPages(stats, fetcher -> HostScraper.ofPages(fetcher, stats));
    }

    @AfterEach
    void close() throws IOException {
        pages.close();
    }

    @Test
    void cpuThatIsOfflineIsNoWorkAndNoTime() throws IOException {
        cpu(cpu(0, 100, 5, 50) + cpu(1, 900, 1, 400), 0, 0);
        cpu(cpu(0, 114.85, 5, 50.15) + cpu(1, 900, 1, 400), 0.15, 15);
        cpu(cpu(0, 129.7, 5, 50.3), 0.3, 30);
        cpu(cpu(0, 144.55, 5, 50.45) + cpu(1, 9_000, 1, 500), 0.45, 45);
        cpu(cpu(0, 159.4, 5, 50.6) + cpu(1, 9_000, 1, 515), 15.6, 75);
        cpu(cpu(0, 174.25, 5, 50.75) + cpu(1, 3, 0, 1), 15.75, 90);
    }

    @Test
    void waitingMayGoBackByATick() throws IOException {
        cpu(cpu(0, 100, 5482.82, 50), 0, 0);
        cpu(cpu(0, 101, 5482.81, 59), 9, 10);
        cpu(cpu(0, 102, 5482.82, 68), 18, 20.01);
    }

    @Test
    void allModesButThoseOfGuestsAreTime() throws IOException {
        String[] modes = {
            "user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal", "interrupt"
        };
        StringBuilder first = new StringBuilder();
        StringBuilder second = new StringBuilder();
        for (int i = 0; i < modes.length; i++) {
            first.append(cpu(0, modes[i], 10));
            second.append(cpu(0, modes[i], 10 + (1 << i)));
        }
        String guests = cpu(0, "guest", 1e6) + cpu(0, "guest_nice", 1e6);
        cpu(first.toString(), 0, 0);
        cpu(second + guests + cpu("total", "user", 1e6), 511 - 8 - 16, 511);
    }

    @Test
    void countsAnewWhenItIsTold() throws IOException {
        cpu(cpu(0, 100, 5, 50), 0, 0);
        assertThat(cpu(cpu(0, 110, 5, 55), 5, 15).get("counters_start_seconds"))
                .isBetween(ServedPages.FIRST / 1e3, ServedPages.FIRST / 1e3 + 14);
        pages.scraper().startAnew();
        assertThat(cpu(cpu(0, 120, 5, 60), 0, 0).get("counters_start_seconds"))
                .isBetween(ServedPages.FIRST / 1e3 + 30, ServedPages.FIRST / 1e3 + 44);
        cpu(cpu(0, 130, 5, 65), 5, 15);
    }

    @Test
    void deviceThatGoesOrComesIsNoGrowth() throws IOException {
        expect(received("eth0", 1e10) + received("enx0", 5e9), 1.5e10);
        expect(received("eth0", 1e10 + 1_000) + received("enx0", 5e9 + 50), 1.5e10 + 1_050);
        expect(received("eth0", 1e10 + 2_000), 1.5e10 + 2_050);
        expect(received("eth0", 1e10 + 3_000) + received("enx0", 7e9), 1.5e10 + 3_050);
        expect(received("eth0", 1e10 + 3_000) + received("enx0", 40), 1.5e10 + 3_090);
        expect(received("br0", 9e12) + received("eth0", 1e10 + 3_007), 1.5e10 + 3_097);
    }

    @Test
    void pathsOfNvmeCountWhereTheNamespaceDoesNot() throws IOException {
        expect(read("nvme0n1", 0) + read("nvme0c0n1", 10) + read("nvme0c1n1", 20), 30);
        expect(read("nvme0n1", 0) + read("nvme0c0n1", 15) + read("nvme0c1n1", 21), 36);
        pages.scraper().startAnew();
        expect(read("nvme1n1", 70) + read("nvme1c0n1", 40) + read("nvme1c1n1", 30), 70);
        expect(read("nvme1n1", 79) + read("nvme1c0n1", 45) + read("nvme1c1n1", 34), 79);
    }

    @Test
    void mountsAtTheRootAreOne() throws IOException {
        expect(root("/dev/vda1", "ext4", 50) + root("overlay", "overlay", 50), 50);
        expect(root("rootfs", "rootfs", 7) + root("/dev/vda1", "ext4", 60), 60);
        expect(root("/dev/vda1", "ext4", 61) + root("rootfs", "rootfs", 7), 61);
        expect(root("rootfs", "rootfs", 62), 62);
    }

    @Test
    void takesTheExportersClockWhereItIsOurs() throws IOException {
        pages.scrape("node_load1 1\nnode_time_seconds " + (ServedPages.FIRST / 1e3 - 0.5) + "\n");
        assertThat(pages.scraper().sampledMillis()).isEqualTo(ServedPages.FIRST);
        pages.scrape("node_load1 1\nnode_time_seconds 1000\n");
        long asked = ServedPages.FIRST + 15_000;
        assertThat(pages.scraper().sampledMillis()).isBetween(asked, asked + 60_000);
    }

    private Map<String, Double> cpu(String page, double busy, double total) throws IOException {
        Map<String, Double> figures = pages.figures(page);
        assertThat(figures.get("cpu_busy_seconds_total")).isCloseTo(busy, within(1e-6));
        assertThat(figures.get("cpu_total_seconds_total")).isCloseTo(total, within(1e-6));
        return figures;
    }

    /** The one sum that the page leads to. */
    private void expect(String page, double sum) throws IOException {
        Map<String, Double> figures = pages.figures(page);
        figures.remove("counters_start_seconds");
        assertThat(figures.values()).containsExactly(sum);
    }

    private static String cpu(int cpu, double idle, double iowait, double user) {
        return cpu(cpu, "idle", idle) + cpu(cpu, "iowait", iowait) + cpu(cpu, "user", user);
    }

    private static String cpu(Object cpu, String mode, double seconds) {
        return "node_cpu_seconds_total{cpu=\"%s\",mode=\"%s\"} %s\n".formatted(cpu, mode, seconds);
    }

    private static String received(String device, double bytes) {
        return "node_network_receive_bytes_total{device=\"%s\"} %s\n".formatted(device, bytes);
    }

    private static String read(String device, double bytes) {
        return "node_disk_read_bytes_total{device=\"%s\"} %s\n".formatted(device, bytes);
    }

    private static String root(String device, String type, double bytes) {
        return "node_filesystem_size_bytes{device=\"%s\",fstype=\"%s\",mountpoint=\"/\"} %s\n"
                .formatted(device, type, bytes);
    }
}
