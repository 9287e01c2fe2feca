package io.nodepulse.query.request;

import io.nodepulse.edge.Kind;

import java.util.Optional;

/**
 * What may be asked for by name. More is taken than a process can be called, as a name that nobody
 * has is no mistake; only what the database cannot hold is none.
 */
public final class AskedName {

    /** Characters of the longest name that is kept. */
    private static final int LONGEST = 256;

    /** A name, or a part of one. */
    public static final Kind<String> KIND =
            new Kind<>(
                    "have 1 to " + LONGEST + " characters, none of them U+0000",
                    "1 to " + LONGEST + " characters, none of them U+0000",
                    AskedName::read);

    private AskedName() {}

    private static Optional<String> read(String text) {
        return text.isEmpty() || text.length() > LONGEST || text.indexOf('\0') >= 0
                ? Optional.empty()
                : Optional.of(text);
    }
}
