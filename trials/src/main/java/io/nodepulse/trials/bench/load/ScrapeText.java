package io.nodepulse.trials.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Scrapes of generated servers as the JSON that agents push. A scrape follows from the seed, the
 * server and the number of the scrape alone, so no state is kept; all numbers have the same number
 * of digits, so that a scrape is one text with its digits replaced.
 *
 * <p>As on a busy machine, 40 % of the process groups use CPU, most of them little, and the
 * resident set size of 30 % changes from scrape to scrape. Not thread-safe.
 */
final class ScrapeText {

    static final int GROUPS = 150;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final String TIME_DIGITS = "0000-00-00T00:00:00.000Z";
    private static final String CPU_DIGITS = "0000000.00";
    private static final String RESIDENT_DIGITS = "000000000";

    /** In hundredths of a second: from 1,000,000.00 s on, below 5,000,000.00 s. */
    private static final long CPU_FROM = 100_000_000;

    private static final long CPU_SPAN = 400_000_000;

    /** One core for 15 s, in hundredths of a second. */
    private static final double MOST_PER_SCRAPE = 1_500;

    private static final long PAGE_BYTES = 4_096;
    private static final long PAGES_FROM = 25_000;
    private static final long PAGES_SPAN = 200_000;
    private static final int PAGES_MOVED = 200;

    private final long seed;
    private final byte[] text;
    private final int timeAt;
    private final int[] cpuAt = new int[GROUPS];
    private final int[] residentAt = new int[GROUPS];

    ScrapeText(long seed) {
        this.seed = seed;
        StringBuilder json = new StringBuilder("{\"process_exporter\":[{\"timestamp\":\"");
        timeAt = json.length();
        json.append(TIME_DIGITS).append("\",\"processes\":[");
        for (int group = 0; group < GROUPS; group++) {
            json.append(group == 0 ? "" : ",");
            json.append("{\"name\":\"group-%d\",\"num_procs\":%d".formatted(group, 1 + group % 5));
            json.append(",\"cpu_seconds\":");
            cpuAt[group] = json.length();
            json.append(CPU_DIGITS).append(",\"memory_bytes\":");
            residentAt[group] = json.length();
            json.append(RESIDENT_DIGITS).append('}');
        }
        text = json.append("]}]}").toString().getBytes(US_ASCII);
    }

    int length() {
        return text.length;
    }

    /** Appends the scrape of that number of that server. */
    void write(int server, int scrape, Instant at, ByteBuffer out) {
        System.arraycopy(TIME.format(at).getBytes(US_ASCII), 0, text, timeAt, TIME_DIGITS.length());
        for (int group = 0; group < GROUPS; group++) {
            long fixed = mix(seed + ((long) server * GROUPS + group));
            long moving = mix(fixed + scrape);
            cpu(cpuAt[group], cpuHundredths(fixed, moving, scrape));
            digits(residentAt[group] + RESIDENT_DIGITS.length(), residentBytes(fixed, moving));
        }
        out.put(text);
    }

    /** Never falls: what varies is less than what is added with every scrape. */
    private static long cpuHundredths(long fixed, long moving, int scrape) {
        long start = CPU_FROM + (fixed >>> 32) % CPU_SPAN;
        if (Math.floorMod(fixed, 10) >= 4) {
            return start;
        }
        double share = (fixed >>> 8 & 0xfff) / 4096.0;
        long perScrape = (long) (MOST_PER_SCRAPE * share * share * share);
        return start + perScrape * scrape + (moving >>> 1) % (perScrape / 2 + 1);
    }

    private static long residentBytes(long fixed, long moving) {
        long pages = PAGES_FROM + (fixed >>> 20) % PAGES_SPAN;
        boolean moves = (fixed >>> 4) % 10 < 3;
        return PAGE_BYTES * (moves ? pages + (moving >>> 40) % PAGES_MOVED : pages);
    }

    /** Seven digits, the point that is there already, two digits. */
    private void cpu(int at, long hundredths) {
        int point = at + CPU_DIGITS.length() - 3;
        text[point + 1] = (byte) ('0' + hundredths / 10 % 10);
        text[point + 2] = (byte) ('0' + hundredths % 10);
        digits(point, hundredths / 100);
    }

    /** Writes all digits of a number so that they end before that place. */
    private void digits(int end, long value) {
        int at = end;
        // An int divides in half the time.
        for (int rest = (int) value; rest > 0; rest /= 10) {
            text[--at] = (byte) ('0' + rest % 10);
        }
    }

    /** A number that looks random for each number (the finish of SplitMix64). */
    private static long mix(long value) {
        long z = value * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
