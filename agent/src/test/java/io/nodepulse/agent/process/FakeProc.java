package io.nodepulse.agent.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.agent.payload.JsonBuffer;
import io.nodepulse.agent.scrape.Scraper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A /proc of a test's making, with all files of a process: 100 ticks a second, booted at 1,000. */
final class FakeProc {

    private static final Pattern GROUP = Pattern.compile("\\{\"name\":\"(.*?)\",(.*?)\\}");
    private static final Pattern FIGURE = Pattern.compile("\"(\\w+)\":([-0-9.E]+)");

    private final Path root;

    FakeProc(Path root) throws IOException {
        this.root = root;
        Files.createDirectory(root.resolve("self"));
        Files.createFile(root.resolve("self/auxv"));
        Files.writeString(root.resolve("stat"), "cpu 1 2 3\nintr 7 8\nbtime 1000\nprocesses 9\n");
    }

    Path root() {
        return root;
    }

    /** A process that is to be written; what is not said is usual. */
    final class Fake {
        private final int pid;
        private final String name;
        private char state = 'S';
        private int parent = 1;
        private long flags = 4_194_560;
        private long faults;
        private int threads = 1;
        private long startTicks = 500;
        private long cpuTicks;
        private long residentPages = 1;

        private Fake(int pid, String name) {
            this.pid = pid;
            this.name = name;
        }

        Fake state(char letter) {
            state = letter;
            return this;
        }

        Fake parent(int of) {
            parent = of;
            return this;
        }

        Fake kernelThread() {
            flags = 0x00200040;
            return this;
        }

        Fake faults(long number) {
            faults = number;
            return this;
        }

        Fake threads(int number) {
            threads = number;
            return this;
        }

        Fake cpu(long ticks) {
            cpuTicks = ticks;
            return this;
        }

        Fake resident(long pages) {
            residentPages = pages;
            return this;
        }

        Fake start(long ticks) {
            startTicks = ticks;
            return this;
        }

        /** Writes its stat, and nothing else. */
        Fake stat() throws IOException {
            return file(
                    "stat",
                    "%d (%s) %s %d 1 1 0 -1 %d 1 1 %d 0 %d 0 0 0 20 0 %d 0 %d 9000000 %d 1844\n"
                            .formatted(
                                    pid,
                                    name,
                                    state,
                                    parent,
                                    flags,
                                    faults,
                                    cpuTicks,
                                    threads,
                                    startTicks,
                                    residentPages));
        }

        Fake io(long read, long write) throws IOException {
            return file(
                    "io",
                    "rchar: 9\nwchar: 9\nsyscr: 9\nsyscw: 9\nread_bytes: %d\nwrite_bytes: %d\n"
                                    .formatted(read, write)
                            + "cancelled_write_bytes: 9\n");
        }

        Fake status(String memory, long voluntary, long involuntary) throws IOException {
            return file("status", statusText(name, memory, voluntary, involuntary));
        }

        Fake thread(int id, long voluntary, long involuntary) throws IOException {
            return file("task/" + id + "/status", statusText(name, "", voluntary, involuntary));
        }

        Fake fds(int open, String limit) throws IOException {
            for (int i = 0; i < open; i++) {
                file("fd/" + i, "");
            }
            return file(
                    "limits",
                    "Limit                     Soft Limit           Hard Limit           Units\n"
                            + "Max processes             7                    7                    processes\n"
                            + "Max open files            "
                            + limit
                            + "                 4096                 files\n");
        }

        Fake file(String file, String text) throws IOException {
            Path path = root.resolve(Integer.toString(pid)).resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        }
    }

    private static String statusText(String name, String memory, long voluntary, long involuntary) {
        return "Name:\t"
                + name
                + "\nState:\tS (sleeping)\n"
                + memory
                + "Threads:\t1\nvoluntary_ctxt_switches:\t"
                + voluntary
                + "\nnonvoluntary_ctxt_switches:\t"
                + involuntary
                + "\n";
    }

    Fake process(int pid, String name) {
        return new Fake(pid, name);
    }

    void remove(int pid) throws IOException {
        delete(root.resolve(Integer.toString(pid)));
    }

    static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> paths = Files.walk(folder)) {
            all = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }

    /** The figures of the next scrape by name of the group. */
    static Map<String, Map<String, Double>> scrape(Scraper scraper, long atMillis)
            throws IOException {
        JsonBuffer json = new JsonBuffer();
        scraper.scrape(atMillis, json);
        return groups(new String(json.bytes(), 0, json.length(), UTF_8));
    }

    /** The figures in that payload by name of the group. */
    static Map<String, Map<String, Double>> groups(String payload) {
        Map<String, Map<String, Double>> groups = new HashMap<>();
        Matcher matcher = GROUP.matcher(payload);
        while (matcher.find()) {
            Map<String, Double> figures = new TreeMap<>();
            FIGURE.matcher(matcher.group(2))
                    .results()
                    .forEach(m -> figures.put(m.group(1), Double.parseDouble(m.group(2))));
            groups.put(matcher.group(1), figures);
        }
        return groups;
    }
}
