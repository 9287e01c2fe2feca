package io.nodepulse.query.request;

import io.nodepulse.edge.Parameters;

import java.util.Locale;

/**
 * A part of a process's name that is looked for, whatever the case of its letters.
 *
 * @param part empty to find everything
 */
public record NameSearch(String part) {

    public static final String PARAMETER = "search";

    public static final NameSearch EVERYTHING = new NameSearch("");

    /** Equal for parts that find the same. */
    public NameSearch {
        part = folded(part);
    }

    /** What the parameter asks for; everything where it is not given. */
    public static NameSearch of(Parameters given) {
        return given.optional(PARAMETER, AskedName.KIND).map(NameSearch::new).orElse(EVERYTHING);
    }

    /** What the parameter asks for, which must be given. */
    public static NameSearch required(Parameters given) {
        return new NameSearch(given.required(PARAMETER, AskedName.KIND));
    }

    public boolean finds(String name) {
        return part.isEmpty() || folded(name).contains(part);
    }

    /** Whether that name begins with the part: what is typed is most often a beginning. */
    public boolean begins(String name) {
        return folded(name).startsWith(part);
    }

    /** In capitals, as they tell less apart: ß is SS, and there is one sigma only. */
    private static String folded(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
