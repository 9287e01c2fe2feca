package io.nodepulse.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which weaknesses a version of an engine is known to have, by the table {@code
 * known-weaknesses.txt}. It knows what was known when it was written.
 */
public final class KnownWeaknesses {

    private static final String TABLE = "known-weaknesses.txt";
    private static final Pattern NUMBERS = Pattern.compile("\\d+(\\.\\d+)*");

    private static final List<Row> ROWS =
            table().lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Row::of)
                    .toList();

    /**
     * A line of the table.
     *
     * @param fixed the first version of each branch without them, oldest branch first
     * @param since the first version with them
     */
    private record Row(String engine, List<String> names, List<Version> fixed, Version since) {

        static Row of(String line) {
            String[] parts = line.split(" \\| ", -1);
            List<Version> fixed =
                    Arrays.stream(parts[2].split(" ", -1)).map(Version::of).sorted().toList();
            String since = parts.length > 3 ? parts[3].replace("since ", "") : "0";
            return new Row(parts[0], List.of(parts[1].split(" ", -1)), fixed, Version.of(since));
        }

        Stream<KnownWeakness> named(String fix) {
            return names.stream().map(name -> new KnownWeakness(name, fix));
        }

        /** The first version of its branch without them, where that version has them. */
        Optional<Version> fixOf(Version version) {
            Version first =
                    fixed.stream()
                            .filter(each -> each.isOfBranchOf(version))
                            .findFirst()
                            .orElse(fixed.getLast());
            return version.compareTo(since) >= 0 && version.compareTo(first) < 0
                    ? Optional.of(first)
                    : Optional.empty();
        }
    }

    /**
     * A weakness that some version has.
     *
     * @param name such as {@code CVE-2025-49844}
     * @param fixed the first version of its branch without it, or of the newest branch
     */
    public record KnownWeakness(String name, String fixed) {}

    /** Numbers with dots between them; those that are not there are 0. */
    private record Version(List<Integer> numbers) implements Comparable<Version> {

        static Version of(String text) {
            Matcher matcher = NUMBERS.matcher(text);
            if (!matcher.lookingAt()) {
                throw new IllegalArgumentException("not a version: '" + text + "'");
            }
            return new Version(
                    Arrays.stream(matcher.group().split("\\.", -1)).map(Integer::valueOf).toList());
        }

        boolean isOfBranchOf(Version other) {
            int length = numbers.size() - 1;
            return other.numbers.size() >= length
                    && numbers.subList(0, length).equals(other.numbers.subList(0, length));
        }

        @Override
        public int compareTo(Version other) {
            for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
                int order = Integer.compare(number(i), other.number(i));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        }

        private int number(int place) {
            return place < numbers.size() ? numbers.get(place) : 0;
        }

        @Override
        public String toString() {
            return numbers.stream().map(String::valueOf).collect(Collectors.joining("."));
        }
    }

    private KnownWeaknesses() {}

    /**
     * What that version has, the newest last.
     *
     * @param engine {@code valkey} or {@code postgresql}
     * @param version as it prints itself
     */
    public static List<KnownWeakness> of(String engine, String version) {
        Version asked = Version.of(version);
        return ROWS.stream()
                .filter(row -> row.engine().equals(engine))
                .flatMap(row -> row.fixOf(asked).stream().flatMap(fix -> row.named(fix.toString())))
                .toList();
    }

    /** One line that says what to do, where that version has any. */
    static Optional<String> warning(ValkeyBinary valkey) {
        List<KnownWeakness> known = of("valkey", valkey.version());
        if (known.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                "Warning: Valkey %s (%s) has %d known weaknesses, the newest is %s: update it, or name a newer one in VALKEY_SERVER; a distribution may have mended them under this number (apt changelog valkey-server)"
                        .formatted(
                                valkey.version(),
                                valkey.executable(),
                                known.size(),
                                known.getLast().name()));
    }

    private static String table() {
        try (InputStream in = KnownWeaknesses.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException(TABLE + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
