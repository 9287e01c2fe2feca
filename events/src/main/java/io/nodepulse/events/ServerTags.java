package io.nodepulse.events;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** The words by which servers are sorted, such as {@code team=db}, and what is allowed of them. */
public final class ServerTags {

    /** Of one server, or of one scope. */
    public static final int MAX_TAGS = 16;

    private static final int MAX_LENGTH = 63;
    private static final Pattern TAG = Pattern.compile("[a-z0-9._=:/-]{1," + MAX_LENGTH + "}");

    private ServerTags() {}

    /**
     * The tags, each once and in order.
     *
     * @param field by which a refusal names them
     * @throws InvalidFieldException if there are too many, or one is none
     */
    public static List<String> of(String field, Collection<String> tags) {
        List<String> sorted = tags.stream().distinct().sorted().toList();
        if (sorted.size() > MAX_TAGS) {
            throw new InvalidFieldException(
                    field, "must be at most " + MAX_TAGS + " tags, are " + sorted.size());
        }
        if (!sorted.stream().allMatch(ServerTags::isOne)) {
            throw new InvalidFieldException(
                    field,
                    "must be tags of 1 to %d characters: a to z, 0 to 9 and . _ - = : /"
                            .formatted(MAX_LENGTH));
        }
        return sorted;
    }

    /** Whether a server can have that tag. */
    public static boolean isOne(String word) {
        return TAG.matcher(word).matches();
    }
}
