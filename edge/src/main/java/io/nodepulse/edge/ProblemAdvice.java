package io.nodepulse.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Turns whatever is thrown behind the dispatcher into problem details (RFC 9457): what modules
 * refuse, by their {@link RefusalTable}, and what Spring MVC refuses itself. Thread-safe.
 */
@RestControllerAdvice
final class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private final RefusalTables tables;
    private final FailureLog failures;

    ProblemAdvice(RefusalTables tables, FailureLog failures) {
        this.tables = tables;
        this.failures = failures;
    }

    /**
     * Throws the failure on where the answer has begun: the connection must then break, so that
     * nobody takes what has come for the whole. Where Tomcat has refused the request meanwhile, as
     * it does one whose body does not arrive, that stays the answer.
     */
    @ExceptionHandler
    @Nullable ResponseEntity<ProblemDetail> refused(
            Exception failure, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        boolean over = response.isCommitted();
        if (over && response.getStatus() < HttpStatus.BAD_REQUEST.value()) {
            throw failure;
        }
        Refused refused =
                tables.answer(
                        failure,
                        controllersPackage(request),
                        request.getMethod() + " " + request.getRequestURI());
        if (over) {
            return null;
        }
        response.resetBuffer();
        return new ResponseEntity<>(
                Problems.of(refused, request), Problems.headers(refused), refused.status());
    }

    private static String controllersPackage(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE)
                        instanceof HandlerMethod call
                ? call.getBeanType().getPackageName()
                : "";
    }

    /** What Spring MVC refuses itself; of an answer that has begun it says so in one line. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (status.is5xxServerError()) {
            failures.write(log, Level.ERROR, request.getDescription(false), failure);
        }
        return super.handleExceptionInternal(failure, body, headers, status, request);
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest webRequest) {
        if (body instanceof ProblemDetail problem
                && webRequest instanceof ServletWebRequest request) {
            Problems.complete(problem, request.getRequest());
        }
        return super.createResponseEntity(body, headers, status, webRequest);
    }
}
