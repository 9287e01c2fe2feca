package io.nodepulse.audit.merkle;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** File of the n-th tile of a level, as C2SP tlog-tiles names it: {@code x001/x234/067}. */
final class TilePath {

    private static final int PER_FOLDER = 1000;

    private TilePath() {}

    static Path of(Path level, long index) {
        List<String> parts = new ArrayList<>();
        parts.add(digits(index));
        for (long rest = index / PER_FOLDER; rest > 0; rest /= PER_FOLDER) {
            parts.add("x" + digits(rest));
        }
        Collections.reverse(parts);
        return level.resolve(String.join("/", parts));
    }

    private static String digits(long number) {
        return String.format(Locale.ROOT, "%03d", number % PER_FOLDER);
    }
}
