package io.nodepulse.projections.status;

import io.nodepulse.events.store.valkey.EventStoreUnavailableException;
import io.nodepulse.projections.rebuild.HistoryLossException;
import io.nodepulse.projections.rebuild.UnknownProjectionException;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns what the projections' controller throws into problem details. */
@RestControllerAdvice(basePackageClasses = ProjectionProblems.class)
public final class ProjectionProblems {

    private static final String RETRY_AFTER_SECONDS = "5";

    @ExceptionHandler
    // the exception only selects the answer
    ResponseEntity<ProblemDetail> storeAway(EventStoreUnavailableException problem) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .body(
                        ProblemDetail.forStatusAndDetail(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "the event store does not answer at the moment"));
    }

    @ExceptionHandler
    ProblemDetail unknown(UnknownProjectionException problem) {
        ProblemDetail detail = detail(HttpStatus.NOT_FOUND, problem);
        detail.setProperty("parameter", "name");
        detail.setProperty("allowed", problem.known());
        return detail;
    }

    @ExceptionHandler
    ProblemDetail conflict(RebuildConflictException problem) {
        return detail(HttpStatus.CONFLICT, problem);
    }

    @ExceptionHandler
    ProblemDetail loss(HistoryLossException problem) {
        ProblemDetail detail = detail(HttpStatus.CONFLICT, problem);
        detail.setProperty("parameter", "accept_loss");
        detail.setProperty("allowed", "true");
        return detail;
    }

    @ExceptionHandler
    ProblemDetail databaseAway(DataAccessResourceFailureException problem) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "the read model cannot be reached");
    }

    private static ProblemDetail detail(HttpStatus status, RuntimeException problem) {
        return ProblemDetail.forStatusAndDetail(status, problem.getMessage());
    }
}
