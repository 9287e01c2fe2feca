package io.nodepulse.access.rule;

import static java.util.Objects.requireNonNull;

import io.nodepulse.access.caller.Caller;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;

import java.util.function.Supplier;

/**
 * Lets a request pass by the table. Who sent it is only looked up where that makes a difference, so
 * open calls work while Valkey is away. Thread-safe.
 */
public final class AccessRules implements AuthorizationManager<HttpServletRequest> {

    private static final AuthorizationDecision GRANTED = new AuthorizationDecision(true);
    private static final AuthorizationDecision DENIED = new AuthorizationDecision(false);

    private final Reading reading;

    public AccessRules(Reading reading) {
        this.reading = reading;
    }

    /** What the request asks of its caller, by the table and the settings. */
    public Need needOf(HttpServletRequest request) {
        Need need = AccessTable.needOf(request);
        return need == Need.READ && reading.isOpenTo(request) ? Need.OPEN : need;
    }

    /** Whether that caller may what needs this and reaches so far. */
    public static boolean admits(Caller caller, Need need, Reach reach) {
        return need == Need.OPEN
                || (caller.role().covers(requireNonNull(need.role()))
                        && (need == Need.ENROLLING || !caller.lacksFactor())
                        && (reach != Reach.WHOLE || caller.scope().isEverything()));
    }

    /** How far the request reaches. */
    public Reach reachOf(HttpServletRequest request) {
        return AccessTable.reachOf(request);
    }

    @Override
    public AuthorizationDecision authorize(
            Supplier<? extends @Nullable Authentication> authentication,
            HttpServletRequest request) {
        Need need = needOf(request);
        if (need == Need.OPEN) {
            return GRANTED;
        }
        if (!(authentication.get() instanceof Caller caller)) {
            throw new AuthenticationCredentialsNotFoundException("nobody is signed in");
        }
        return admits(caller, need, reachOf(request)) ? GRANTED : DENIED;
    }
}
