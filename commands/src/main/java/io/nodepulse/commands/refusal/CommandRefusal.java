package io.nodepulse.commands.refusal;

import io.nodepulse.edge.RefusalReason;
import io.nodepulse.edge.Refused;

import org.springframework.http.HttpStatus;

import java.time.Duration;

/** The kinds of refusal, each with its HTTP status and its own counter. */
public enum CommandRefusal implements RefusalReason {
    BAD_PARAMETER(HttpStatus.BAD_REQUEST),
    MALFORMED(HttpStatus.BAD_REQUEST),
    /** More process groups in one scrape than may be. */
    /** Every scrape of a push was rejected. */
    NOTHING_ACCEPTABLE(HttpStatus.BAD_REQUEST),
    NO_AGENT_TOKEN(HttpStatus.UNAUTHORIZED),
    BAD_AGENT_TOKEN(HttpStatus.UNAUTHORIZED),
    /** A client certificate of another server, or of one whose agent is shut out. */
    BAD_CLIENT_CERTIFICATE(HttpStatus.UNAUTHORIZED),
    BAD_ENROLLMENT_TOKEN(HttpStatus.UNAUTHORIZED),
    /** A push for a server that is not registered: the agent has nothing to find out by it. */
    UNREGISTERED_SERVER(HttpStatus.FORBIDDEN),
    /** A push for a server that is no more: its agent has nothing left to do. */
    SERVER_REMOVED(HttpStatus.FORBIDDEN),
    UNKNOWN_SERVER(HttpStatus.NOT_FOUND),
    SLOW_CLIENT(HttpStatus.REQUEST_TIMEOUT),
    ALREADY_REGISTERED(HttpStatus.CONFLICT),
    /** There is a server of that name, and nobody said that there may be another one. */
    NAME_TAKEN(HttpStatus.CONFLICT),
    /** An enrollment token that was used, or whose time is over. */
    ENROLLMENT_OVER(HttpStatus.GONE),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    UNSUPPORTED_ENCODING(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS),
    /** Too many agent tokens from one address were wrong, and this one is, too. */
    TOO_MANY_WRONG_TOKENS(HttpStatus.TOO_MANY_REQUESTS),
    /** The event store is away or full. */
    STORE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),
    /** More is being read at once than memory is set aside for. */
    BUSY(HttpStatus.SERVICE_UNAVAILABLE),
    /** What nobody foresaw. */
    ERROR(HttpStatus.INTERNAL_SERVER_ERROR);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final HttpStatus status;

    CommandRefusal(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }

    @Override
    public Refused because(String detail) {
        Refused refused = RefusalReason.super.because(detail);
        return mayPass() ? refused.after(RETRY_AFTER) : refused;
    }

    /** Whether the same request may succeed a little later. */
    private boolean mayPass() {
        return status == HttpStatus.TOO_MANY_REQUESTS || status == HttpStatus.SERVICE_UNAVAILABLE;
    }

    /** The refusal of a body for one of its fields. */
    public Refused field(String field, String problem) {
        return Refused.field(field, problem).countedAs(tag());
    }
}
