package io.nodepulse.commands.refusal;

import java.util.Map;

/** A request that is refused. The message is for the caller to read, and holds no secret. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Refusal refusal;
    private final transient Map<String, String> properties;

    public RefusedException(Refusal refusal, String message) {
        this(refusal, message, Map.of());
    }

    private RefusedException(Refusal refusal, String message, Map<String, String> properties) {
        super(message);
        this.refusal = refusal;
        this.properties = properties;
    }

    /** A query or path parameter that is missing or wrong. */
    public static RefusedException parameter(String parameter, String problem, String allowed) {
        return new RefusedException(
                Refusal.BAD_PARAMETER,
                parameter + " " + problem,
                Map.of("parameter", parameter, "allowed", allowed));
    }

    /** A field of the body that is missing or wrong. */
    public static RefusedException field(Refusal refusal, String field, String problem) {
        return new RefusedException(refusal, field + " " + problem, Map.of("field", field));
    }

    public Refusal refusal() {
        return refusal;
    }

    /** What the problem details name besides the message. */
    public Map<String, String> properties() {
        return properties;
    }
}
