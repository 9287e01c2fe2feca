package io.nodepulse.query.problem;

import io.nodepulse.query.QueryApiConfiguration;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns the exceptions of the query side's controllers into problem details. */
@RestControllerAdvice(basePackageClasses = QueryApiConfiguration.class)
public final class ApiProblemAdvice {

    private static final String RETRY_AFTER_SECONDS = "2";

    @ExceptionHandler
    ProblemDetail invalidParameter(InvalidParameterException problem) {
        ProblemDetail detail =
                ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, problem.getMessage());
        detail.setTitle("Invalid parameter");
        detail.setProperty("parameter", problem.parameter());
        detail.setProperty("allowed", problem.allowed());
        return detail;
    }

    @ExceptionHandler
    ProblemDetail unknownServer(UnknownServerException problem) {
        ProblemDetail detail =
                ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, problem.getMessage());
        detail.setTitle("Unknown server");
        detail.setProperty("parameter", problem.parameter());
        detail.setProperty("allowed", "the id of a registered server");
        return detail;
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class
    })
    ResponseEntity<ProblemDetail> databaseAway(Exception problem) {
        ProblemDetail detail =
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.SERVICE_UNAVAILABLE, "The read model cannot be reached.");
        detail.setTitle("Read model unavailable");
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .body(detail);
    }
}
