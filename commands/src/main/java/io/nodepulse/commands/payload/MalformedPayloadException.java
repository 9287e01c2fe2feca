package io.nodepulse.commands.payload;

/** A body of which nothing is kept, because one of its fields is not what the contract says. */
public final class MalformedPayloadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final String problem;

    public MalformedPayloadException(String field, String problem) {
        super(field + " " + problem);
        this.field = field;
        this.problem = problem;
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
