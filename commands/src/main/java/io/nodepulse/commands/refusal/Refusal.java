package io.nodepulse.commands.refusal;

import java.time.Duration;
import java.util.Locale;

/** The kinds of refusal, each with its HTTP status and its own counter. */
public enum Refusal {
    BAD_PARAMETER(400),
    MALFORMED(400),
    /** More process groups in one scrape than may be. */
    TOO_MANY_GROUPS(400),
    NAME_TOO_LONG(400),
    /** Every scrape of a push was rejected. */
    NOTHING_ACCEPTABLE(400),
    NO_AGENT_TOKEN(401),
    BAD_AGENT_TOKEN(401),
    /** A client certificate of another server, or of one whose agent is shut out. */
    BAD_CLIENT_CERTIFICATE(401),
    /** A push for a server that is not registered: the agent has nothing to find out by it. */
    UNREGISTERED_SERVER(403),
    UNKNOWN_SERVER(404),
    SLOW_CLIENT(408),
    ALREADY_REGISTERED(409),
    TOO_LARGE(413),
    UNSUPPORTED_ENCODING(415),
    RATE_LIMITED(429),
    /** The event store is away or full. */
    STORE_UNAVAILABLE(503),
    /** More is being read at once than memory is set aside for. */
    BUSY(503);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final int status;

    Refusal(int status) {
        this.status = status;
    }

    /** The HTTP status that says so. */
    public int status() {
        return status;
    }

    /** The kind's name on {@code /metrics}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the same request may succeed a little later. */
    public boolean passing() {
        return status == 429 || status == 503;
    }

    /** How long to wait before that. */
    public Duration retryAfter() {
        return RETRY_AFTER;
    }
}
