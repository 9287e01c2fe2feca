package io.nodepulse.commands.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.nodepulse.commands.payload.MalformedPayloadException;
import io.nodepulse.commands.refusal.Refusal;
import io.nodepulse.commands.refusal.RefusedException;
import io.nodepulse.events.InvalidFieldException;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;

import jakarta.servlet.http.HttpServletRequest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns every refusal into problem details (RFC 9457) and a count. Thread-safe. */
@RestControllerAdvice("io.nodepulse.commands")
public final class CommandProblems {

    private static final Logger log = LoggerFactory.getLogger(CommandProblems.class);
    private static final String REFUSED = "nodepulse.commands.refused";

    private final MeterRegistry registry;

    public CommandProblems(MeterRegistry registry) {
        this.registry = registry;
        for (Refusal refusal : Refusal.values()) {
            registry.counter(REFUSED, "reason", refusal.tag());
        }
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(RefusedException refused) {
        Refusal refusal = refused.refusal();
        registry.counter(REFUSED, "reason", refusal.tag()).increment();
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.valueOf(refusal.status()), refused.getMessage());
        refused.properties().forEach(problem::setProperty);
        HttpHeaders headers = new HttpHeaders();
        if (refusal.passing()) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(refusal.retryAfter().toSeconds()));
        }
        if (refusal.status() == HttpStatus.UNAUTHORIZED.value()) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return new ResponseEntity<>(problem, headers, refusal.status());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> malformed(MalformedPayloadException malformed) {
        Refusal refusal = malformed.limit().map(CommandProblems::beyond).orElse(Refusal.MALFORMED);
        return refused(RefusedException.field(refusal, malformed.field(), malformed.problem()));
    }

    private static Refusal beyond(MalformedPayloadException.Limit limit) {
        return switch (limit) {
            case GROUPS_PER_SCRAPE -> Refusal.TOO_MANY_GROUPS;
            case NAME_LENGTH -> Refusal.NAME_TOO_LONG;
        };
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(InvalidFieldException invalid) {
        return refused(
                RefusedException.field(Refusal.MALFORMED, invalid.field(), invalid.problem()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(EventStoreUnavailableException unavailable) {
        log.debug("the event store does not answer", unavailable);
        return refused(
                new RefusedException(
                        Refusal.STORE_UNAVAILABLE,
                        "the event store takes nothing at the moment; nothing was lost, send it"
                                + " again later"));
    }

    /** What nobody foresaw: the caller learns nothing of our insides, the log all. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unforeseen(RuntimeException unforeseen, HttpServletRequest to) {
        log.error("{} {} failed", to.getMethod(), to.getRequestURI(), unforeseen);
        registry.counter(REFUSED, "reason", "error").increment();
        return ResponseEntity.internalServerError()
                .body(ProblemDetail.forStatus(HttpStatus.INTERNAL_SERVER_ERROR));
    }
}
