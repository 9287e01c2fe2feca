package io.nodepulse.events;

/** A value that no event may carry. The message says which field, and what is allowed. */
public final class InvalidFieldException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final String problem;

    public InvalidFieldException(String field, String problem) {
        super(field + " " + problem);
        this.field = field;
        this.problem = problem;
    }

    /** The offending field, by its name in the ingest payload. */
    public String field() {
        return field;
    }

    /** What is wrong, as the end of a sentence that starts with the field. */
    public String problem() {
        return problem;
    }
}
