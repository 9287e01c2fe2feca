package io.nodepulse.query.problem;

/** A request parameter that cannot be used, with what would have been allowed in its place. */
public final class InvalidParameterException extends RuntimeException {

    private final String parameter;
    private final String allowed;

    /**
     * @param parameter name of the query or path parameter
     * @param allowed the allowed values in words, such as {@code "1 to 168"}
     */
    public InvalidParameterException(String parameter, String problem, String allowed) {
        super(problem);
        this.parameter = parameter;
        this.allowed = allowed;
    }

    public String parameter() {
        return parameter;
    }

    public String allowed() {
        return allowed;
    }
}
