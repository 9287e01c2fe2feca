package io.nodepulse.commands.payload;

/** A body of which nothing is kept, because one of its fields is not what the contract says. */
public final class MalformedPayloadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;

    public MalformedPayloadException(String field, String problem) {
        super(field + " " + problem);
        this.field = field;
    }

    /** Where in the body, such as {@code process_exporter[0].processes[3].memory_bytes}. */
    public String field() {
        return field;
    }
}
