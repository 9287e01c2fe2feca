package io.nodepulse.edge;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request that is refused: what its caller is told, and under which reason it is counted. The
 * message is for the caller to read, and holds no secret. Immutable.
 */
public final class Refused extends RuntimeException {

    /** A query or path parameter cannot be used. */
    public static final String BAD_PARAMETER = "bad_parameter";

    /** A body, or a field of it, is not what it should be. */
    public static final String MALFORMED = "malformed";

    /** More bytes than may be. */
    public static final String TOO_LARGE = "too_large";

    /** Nobody foresaw it. */
    public static final String ERROR = "error";

    static final String ALLOWED = "allowed";

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final @Nullable String title;
    private final transient Map<String, Object> named;
    private final @Nullable Duration retryAfter;
    private final @Nullable String reason;

    private Refused(
            HttpStatus status,
            @Nullable String detail,
            @Nullable String title,
            Map<String, Object> named,
            @Nullable Duration retryAfter,
            @Nullable String reason) {
        // Thrown for whoever sends nonsense, as often as they like: no stack is walked for that.
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.named = named;
        this.retryAfter = retryAfter;
        this.reason = reason;
    }

    public static Refused of(HttpStatus status, String detail) {
        return new Refused(status, detail, null, Map.of(), null, null);
    }

    /** A query or path parameter that is missing or wrong. */
    public static Refused parameter(String parameter, String problem, String allowed) {
        return of(HttpStatus.BAD_REQUEST, parameter + " " + problem)
                .titled("Invalid parameter")
                .naming("parameter", parameter)
                .naming(ALLOWED, allowed)
                .countedAs(BAD_PARAMETER);
    }

    /** A field of the body that is missing or wrong. */
    public static Refused field(String field, String problem) {
        return of(HttpStatus.BAD_REQUEST, field + " " + problem)
                .naming("field", field)
                .countedAs(MALFORMED);
    }

    /** A field of the body that has none of the allowed values. */
    public static Refused field(String field, String problem, String allowed) {
        return field(field, problem).naming(ALLOWED, allowed);
    }

    /** More bytes than the limit. */
    public static Refused tooLarge(String what, long limit) {
        return of(HttpStatus.CONTENT_TOO_LARGE, what + " must have at most " + limit + " bytes")
                .countedAs(TOO_LARGE);
    }

    /** What nobody foresaw: the caller learns nothing of our insides. */
    static Refused unforeseen() {
        return new Refused(
                HttpStatus.INTERNAL_SERVER_ERROR, null, null, Map.of(), null, Refused.ERROR);
    }

    /** The same, under a title of its own in place of the status's. */
    public Refused titled(String to) {
        return new Refused(status, getMessage(), to, named, retryAfter, reason);
    }

    /** The same, with one more property of its problem details. */
    public Refused naming(String property, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(named);
        more.put(property, value);
        return new Refused(
                status, getMessage(), title, Collections.unmodifiableMap(more), retryAfter, reason);
    }

    /** The same, which may be asked again after that time. */
    public Refused after(Duration wait) {
        return new Refused(status, getMessage(), title, named, wait, reason);
    }

    /** The same, counted under that reason where it is refused in a module that counts it. */
    public Refused countedAs(String why) {
        return new Refused(status, getMessage(), title, named, retryAfter, why);
    }

    public HttpStatus status() {
        return status;
    }

    /** The value of a property of its problem details, such as {@code parameter}. */
    public Optional<String> named(String property) {
        return Optional.ofNullable(named.get(property)).map(Object::toString);
    }

    /** What it is counted under. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    @Nullable String title() {
        return title;
    }

    Map<String, Object> named() {
        return named;
    }

    @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
