package io.nodepulse.access.web;

import io.nodepulse.access.listener.RequestIds;
import io.nodepulse.events.InvalidFieldException;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;

/** Turns refusals into problem details, those of controllers and those before any controller. */
@RestControllerAdvice("io.nodepulse.access")
public final class AccessProblems {

    private final JsonMapper json;

    public AccessProblems(JsonMapper json) {
        this.json = json;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(AccessProblem refused) {
        return ResponseEntity.status(refused.problem().getStatus())
                .headers(headers(refused))
                .body(refused.problem());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(InvalidFieldException invalid) {
        return refused(AccessProblem.field(invalid.field(), invalid.problem()));
    }

    @ExceptionHandler
    // the exception only selects the answer
    ResponseEntity<ProblemDetail> storeAway(EventStoreUnavailableException unavailable) {
        return refused(AccessProblem.storeAway());
    }

    /** Answers before any controller is asked. */
    public void write(
            AccessProblem refused, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ProblemDetail problem = refused.problem();
        problem.setInstance(URI.create(request.getRequestURI()));
        RequestIds.addTo(problem);
        response.setStatus(problem.getStatus());
        headers(refused).forEach((name, values) -> response.setHeader(name, values.getFirst()));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }

    private static HttpHeaders headers(AccessProblem refused) {
        HttpHeaders headers = new HttpHeaders();
        if (refused.problem().getStatus() == HttpStatus.UNAUTHORIZED.value()) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (refused.retryAfter() != null) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(refused.retryAfter().toSeconds()));
        }
        return headers;
    }
}
