package io.nodepulse.audit.segment;

import io.nodepulse.audit.notary.DurableFile;
import io.nodepulse.events.segment.SegmentSummary;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is noted beside a segment whose object in a bucket was read back and proven: so a start
 * needs the list of the bucket, not its objects. Made anew from the object where it is lost.
 *
 * <pre>
 * nodepulse segment object 1
 * object s3://BUCKET/PREFIX/shard-N/FIRST-END.segment
 * bytes N
 * tag ETAG
 * holds the eight numbers of the segment's summary, times in ms since 1970
 * </pre>
 *
 * @param address of the object
 * @param bytes it has
 * @param tag of the object that was proven
 */
record KeptObject(String address, long bytes, String tag, SegmentSummary summary) {

    private static final String TITLE = "nodepulse segment object 1";
    private static final int LINES = 5;
    private static final int NUMBERS = 8;

    /** What is noted there, if anything is; what cannot be understood counts as nothing. */
    static Optional<KeptObject> read(Path file) throws IOException {
        List<String> lines;
        try {
            lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (lines.size() != LINES || !lines.getFirst().equals(TITLE)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new KeptObject(
                            after(lines.get(1), "object "),
                            Long.parseLong(after(lines.get(2), "bytes ")),
                            after(lines.get(3), "tag "),
                            summary(after(lines.get(4), "holds "))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String after(String line, String start) {
        if (!line.startsWith(start)) {
            throw new IllegalArgumentException("no '" + start + "'");
        }
        return line.substring(start.length());
    }

    private static SegmentSummary summary(String text) {
        long[] numbers = Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray();
        if (numbers.length != NUMBERS) {
            throw new IllegalArgumentException("a summary has " + NUMBERS + " numbers");
        }
        return new SegmentSummary(
                (int) numbers[0],
                (int) numbers[1],
                numbers[2],
                numbers[3],
                numbers[4],
                numbers[5],
                Instant.ofEpochMilli(numbers[6]),
                Instant.ofEpochMilli(numbers[7]));
    }

    void write(Path file) {
        DurableFile.replace(
                file,
                String.join(
                        "\n",
                        TITLE,
                        "object " + address,
                        "bytes " + bytes,
                        "tag " + tag,
                        "holds "
                                + "%d %d %d %d %d %d %d %d"
                                        .formatted(
                                                summary.shard(),
                                                summary.shards(),
                                                summary.firstSequence(),
                                                summary.lastSequence(),
                                                summary.appends(),
                                                summary.events(),
                                                summary.firstSampledAt().toEpochMilli(),
                                                summary.lastSampledAt().toEpochMilli()),
                        ""));
    }
}
