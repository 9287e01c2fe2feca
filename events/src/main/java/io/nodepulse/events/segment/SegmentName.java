package io.nodepulse.events.segment;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a segment is called where it is kept, {@code FIRST-END.segment}: the indexes of its leaves
 * in the shard's tree.
 *
 * @param first index of its first leaf
 * @param end index of the leaf after its last one
 */
public record SegmentName(long first, long end) {

    private static final Pattern NAME = Pattern.compile("(\\d{12,18})-(\\d{12,18})\\.segment");

    /** That name; nothing where it is no name of a segment. */
    public static Optional<SegmentName> of(String text) {
        Matcher name = NAME.matcher(text);
        return name.matches()
                ? Optional.of(
                        new SegmentName(
                                Long.parseLong(name.group(1)), Long.parseLong(name.group(2))))
                : Optional.empty();
    }

    /** Of the folder with the segments of that shard. */
    public static String folder(int shard) {
        return "shard-" + shard;
    }

    @Override
    public String toString() {
        return "%012d-%012d.segment".formatted(first, end);
    }
}
