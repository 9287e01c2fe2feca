package io.nodepulse.projections.rebuild;

/** Nothing can be rebuilt like that. */
public final class InvalidScopeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String parameter;
    private final String problem;
    private final String allowed;

    InvalidScopeException(String parameter, String problem, String allowed) {
        super(parameter + " " + problem);
        this.parameter = parameter;
        this.problem = problem;
        this.allowed = allowed;
    }

    /** The parameter that is wrong. */
    public String parameter() {
        return parameter;
    }

    /** What is wrong with it, as the rest of a sentence. */
    public String problem() {
        return problem;
    }

    /** What it may be. */
    public String allowed() {
        return allowed;
    }
}
