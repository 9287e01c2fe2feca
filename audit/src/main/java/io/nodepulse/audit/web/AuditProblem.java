package io.nodepulse.audit.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A request that is refused; becomes problem details that name the parameter and what is allowed.
 */
public final class AuditProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final @Nullable String parameter;
    private final @Nullable String allowed;

    private AuditProblem(
            HttpStatus status,
            String message,
            @Nullable String parameter,
            @Nullable String allowed) {
        super(message, null, false, false);
        this.status = status;
        this.parameter = parameter;
        this.allowed = allowed;
    }

    /** A query or path parameter that is wrong. */
    public static AuditProblem parameter(String parameter, String value, String allowed) {
        return new AuditProblem(
                HttpStatus.BAD_REQUEST,
                parameter + " must be " + allowed + ", is '" + value + "'",
                parameter,
                allowed);
    }

    /** No server has that id. */
    public static AuditProblem unknownServer(String id) {
        return new AuditProblem(HttpStatus.NOT_FOUND, "no server has the id " + id, null, null);
    }

    /** A query parameter that the call does not have. */
    public static AuditProblem unknownParameter(String parameter, String allowed) {
        return new AuditProblem(
                HttpStatus.BAD_REQUEST,
                "there is no parameter " + parameter + ", only " + allowed,
                parameter,
                allowed);
    }

    /** A body that is not what it should be. */
    public static AuditProblem body(String why) {
        return new AuditProblem(HttpStatus.BAD_REQUEST, "the body, " + why, null, null);
    }

    /** What is asked for is not there. */
    public static AuditProblem notFound(String why) {
        return new AuditProblem(HttpStatus.NOT_FOUND, why, null, null);
    }

    HttpStatus status() {
        return status;
    }

    @Nullable String parameter() {
        return parameter;
    }

    @Nullable String allowed() {
        return allowed;
    }
}
