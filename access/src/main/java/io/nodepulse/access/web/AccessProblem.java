package io.nodepulse.access.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

import java.time.Duration;

/** A request that is refused; becomes problem details. The message holds no secret. */
public final class AccessProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemDetail problem;
    private final @Nullable Duration retryAfter;

    private AccessProblem(ProblemDetail problem, @Nullable Duration retryAfter) {
        super(problem.getDetail(), null, false, false);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    public static AccessProblem of(HttpStatus status, String detail) {
        return new AccessProblem(ProblemDetail.forStatusAndDetail(status, detail), null);
    }

    /** A field of the body that is missing or wrong. */
    public static AccessProblem field(String field, String problem) {
        AccessProblem refused = of(HttpStatus.BAD_REQUEST, field + " " + problem);
        refused.problem.setProperty("field", field);
        return refused;
    }

    /** A field of the body that has none of the allowed values. */
    public static AccessProblem field(String field, String problem, String allowed) {
        AccessProblem refused = field(field, problem);
        refused.problem.setProperty("allowed", allowed);
        return refused;
    }

    /** The same may be asked again after that time. */
    public static AccessProblem later(HttpStatus status, String detail, Duration retryAfter) {
        return new AccessProblem(ProblemDetail.forStatusAndDetail(status, detail), retryAfter);
    }

    /** The event store does not answer. */
    public static AccessProblem storeAway() {
        return later(
                HttpStatus.SERVICE_UNAVAILABLE,
                "who may do this cannot be looked up at the moment",
                Duration.ofSeconds(5));
    }

    ProblemDetail problem() {
        return problem;
    }

    @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
