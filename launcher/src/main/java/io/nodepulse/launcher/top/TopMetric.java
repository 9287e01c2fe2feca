package io.nodepulse.launcher.top;

import tools.jackson.databind.JsonNode;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is ranked by, as calls name it. All but the first two are of figures that not every agent
 * sends, and that not every agent may read.
 */
enum TopMetric {
    cpu,
    memory,
    read("READ", Kind.COUNTER),
    write("WRITE", Kind.COUNTER),
    io("I/O", Kind.SUM_OF_COUNTERS),
    fds("FDS", Kind.GAUGE),
    threads("THREADS", Kind.GAUGE),
    faults("FAULTS", Kind.COUNTER),
    switches("SWITCHES", Kind.SUM_OF_COUNTERS),
    swap("SWAP", Kind.GAUGE),
    waiting("WAITING", Kind.GAUGE),
    oom_kills("OOM KILLS", Kind.COUNTER);

    /** Which figures there are, in the order in which they are shown. */
    private enum Kind {
        COUNTER(Part.AVG_RATE, Part.MAX_RATE, Part.TOTAL),
        SUM_OF_COUNTERS(Part.AVG_RATE, Part.TOTAL),
        GAUGE(Part.LATEST, Part.AVG, Part.MAX);

        private final List<Part> parts;

        Kind(Part... parts) {
            this.parts = List.of(parts);
        }
    }

    /** One of the figures of a process. */
    enum Part {
        LATEST("latest", "LATEST", false),
        AVG("avg", "AVG", false),
        AVG_RATE("avg", "AVG", true),
        MAX("max", "MAX", false),
        MAX_RATE("max", "MAX", true),
        TOTAL("total", "TOTAL", false);

        private final String field;
        private final String heading;
        private final boolean rate;

        Part(String field, String heading, boolean rate) {
            this.field = field;
            this.heading = heading;
            this.rate = rate;
        }

        /** As the answer calls it. */
        String field() {
            return field;
        }

        /** Whether it is of a second. */
        boolean isRate() {
            return rate;
        }
    }

    private final String title;
    private final List<Part> parts;

    TopMetric() {
        this.title = "";
        this.parts = List.of();
    }

    TopMetric(String title, Kind kind) {
        this.title = title;
        this.parts = kind.parts;
    }

    /** The optional one that an answer is by. */
    static Optional<TopMetric> optionalOf(JsonNode top) {
        String word = top.path("metric").asString("");
        return Arrays.stream(values())
                .filter(metric -> metric.name().equals(word) && !metric.parts.isEmpty())
                .findFirst();
    }

    /** Its figures; none of what every agent sends. */
    List<Part> parts() {
        return parts;
    }

    /** What stands above a figure. */
    String heading(Part part) {
        return title + " " + part.heading;
    }
}
