package io.nodepulse.agent.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What the kernel says of a process. */
final class ProcessCost {

    private static final double BYTES_PER_MB = 1e6;
    private static final int BYTES_PER_KB = 1_024;

    private ProcessCost() {}

    /** User and system time of all threads that the process ever had. */
    static Duration cpu(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Resident set size in megabytes of 10^6 bytes. */
    static double residentMb(Process process) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                String kilobytes = line.replaceAll("\\D", "");
                return Long.parseLong(kilobytes) * BYTES_PER_KB / BYTES_PER_MB;
            }
        }
        throw new IOException("process " + process.pid() + " has ended");
    }

    /** Milliseconds of CPU time per scrape between two readings. */
    static double millisPerScrape(Duration before, Duration after, int scrapes) {
        return after.minus(before).toMillis() / (double) Math.max(1, scrapes);
    }
}
