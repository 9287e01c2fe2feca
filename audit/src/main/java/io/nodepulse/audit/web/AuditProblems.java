package io.nodepulse.audit.web;

import io.nodepulse.events.store.valkey.EventStoreUnavailableException;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns refusals of the audit endpoints into problem details (RFC 9457). */
@RestControllerAdvice("io.nodepulse.audit")
public final class AuditProblems {

    private static final String RETRY_AFTER_SECONDS = "5";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(AuditProblem refused) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(refused.status(), refused.getMessage());
        if (refused.parameter() != null) {
            problem.setProperty("parameter", refused.parameter());
            problem.setProperty("allowed", refused.allowed());
        }
        return ResponseEntity.status(refused.status()).body(problem);
    }

    @ExceptionHandler
    // the exception only selects the answer
    ResponseEntity<ProblemDetail> unavailable(EventStoreUnavailableException unavailable) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .body(
                        ProblemDetail.forStatusAndDetail(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "the event store does not answer at the moment"));
    }
}
