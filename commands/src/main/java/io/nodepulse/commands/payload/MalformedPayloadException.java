package io.nodepulse.commands.payload;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** A body of which nothing is kept, because one of its fields is not what the contract says. */
public final class MalformedPayloadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final String problem;

    private final @Nullable Limit limit;

    /** The limits of a body's content that it can be beyond. */
    public enum Limit {
        GROUPS_PER_SCRAPE,
        NAME_LENGTH
    }

    public MalformedPayloadException(String field, String problem) {
        this(field, problem, null);
    }

    /**
     * @param limit what the body is beyond, null where it is simply wrong
     */
    MalformedPayloadException(String field, String problem, @Nullable Limit limit) {
        super(field + " " + problem);
        this.field = field;
        this.problem = problem;
        this.limit = limit;
    }

    /** What the body is beyond, if it is not simply wrong. */
    public Optional<Limit> limit() {
        return Optional.ofNullable(limit);
    }

    /** Where in the body, such as {@code process_exporter[0].processes[3].memory_bytes}. */
    public String field() {
        return field;
    }

    /** What is wrong, as the end of a sentence that starts with the field. */
    public String problem() {
        return problem;
    }
}
