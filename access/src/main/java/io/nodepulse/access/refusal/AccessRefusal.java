package io.nodepulse.access.refusal;

import io.micrometer.core.instrument.MeterRegistry;
import io.nodepulse.edge.RefusalCounter;
import io.nodepulse.edge.RefusalReason;
import io.nodepulse.edge.Refused;

import org.springframework.http.HttpStatus;

import java.time.Duration;

/** The ways in which this module says no, each with its own counter. */
public enum AccessRefusal implements RefusalReason {
    FOREIGN_HOST(HttpStatus.MISDIRECTED_REQUEST),
    FOREIGN_ORIGIN(HttpStatus.FORBIDDEN),
    MALFORMED_REQUEST(HttpStatus.BAD_REQUEST),
    NOT_SIGNED_IN(HttpStatus.UNAUTHORIZED),
    /** A token of somebody of a provider who did not come back from there. */
    ISSUER_AWAY(HttpStatus.UNAUTHORIZED),
    ROLE_TOO_LOW(HttpStatus.FORBIDDEN),
    /** What reaches to all servers is not for who is limited to some. */
    BEYOND_SCOPE(HttpStatus.FORBIDDEN),
    NO_CSRF_TOKEN(HttpStatus.FORBIDDEN),
    WRONG_PASSWORD(HttpStatus.UNAUTHORIZED),
    SECOND_FACTOR_WANTED(HttpStatus.UNAUTHORIZED),
    WRONG_CODE(HttpStatus.UNAUTHORIZED),
    PASSKEY_WANTED(HttpStatus.UNAUTHORIZED),
    WRONG_PASSKEY(HttpStatus.UNAUTHORIZED),
    SECOND_FACTOR_MISSING(HttpStatus.FORBIDDEN),
    TOO_MANY_SIGN_INS(HttpStatus.TOO_MANY_REQUESTS),
    TOO_MANY_CALLS(HttpStatus.TOO_MANY_REQUESTS),
    TOO_OFTEN(HttpStatus.TOO_MANY_REQUESTS),
    BUSY(HttpStatus.SERVICE_UNAVAILABLE),
    PROVIDER_FAILED(HttpStatus.UNAUTHORIZED),
    PROVIDER_AWAY(HttpStatus.SERVICE_UNAVAILABLE),
    WRONG_LOGOUT_TOKEN(HttpStatus.BAD_REQUEST),
    STORE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE);

    private static final String REFUSED = "nodepulse.access.refused";

    private final HttpStatus status;

    AccessRefusal(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }

    /** Counts them: {@code nodepulse.access.refused} by reason. */
    public static RefusalCounter counter(MeterRegistry meters) {
        return new RefusalCounter(meters, REFUSED, values());
    }

    /** Too much was tried that was wrong. */
    public static Refused tooManyFailed(Duration wait) {
        Duration whole = Duration.ofSeconds(wait.toSeconds() + 1);
        return TOO_MANY_SIGN_INS
                .because("too many attempts failed, try again in " + whole.toSeconds() + " s")
                .after(whole);
    }

    /** The event store does not answer. */
    public static Refused storeAway() {
        return STORE_UNAVAILABLE
                .because("who may do this cannot be looked up at the moment")
                .after(Duration.ofSeconds(5));
    }

    /** The firewall has looked at the request, or at a header that a controller asked for. */
    public static Refused malformed() {
        return MALFORMED_REQUEST.because("the address or a header is malformed");
    }
}
