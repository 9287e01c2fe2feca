package io.nodepulse.access.session;

import io.nodepulse.access.account.AccountBook;
import io.nodepulse.access.account.Accounts;
import io.nodepulse.access.account.ApiToken;
import io.nodepulse.access.account.FactorPolicy;
import io.nodepulse.access.account.MachineTokens;
import io.nodepulse.access.caller.Caller;
import io.nodepulse.access.refusal.AccessRefusal;
import io.nodepulse.access.token.AdminToken;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Finds out who sent a request: by its bearer token, or else by the session of its cookie. Asks the
 * accounts each time, so whoever was removed or revoked is nobody at once. Thread-safe.
 */
public record Callers(
        AdminToken adminToken,
        AccountBook book,
        Sessions sessions,
        BearerAttempts attempts,
        GuestIssuers guests,
        Set<String> providers,
        FactorPolicy factors,
        InstantSource clock) {

    /** Whether the request claims to come from somebody by a bearer token. */
    public static boolean bringsToken(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null;
    }

    /** Who sent it, if anybody we know. */
    public Optional<Caller> of(HttpServletRequest request) {
        return of(PresentedCredentials.by(request));
    }

    /** Asks who sent it, once more each time, also when the request is long over. */
    public Supplier<Optional<Caller>> asking(HttpServletRequest request) {
        PresentedCredentials shown = PresentedCredentials.by(request);
        return () -> of(shown);
    }

    private Optional<Caller> of(PresentedCredentials shown) {
        if (shown.token() != null) {
            return bearing(shown.token(), shown.address());
        }
        return Optional.ofNullable(shown.sessionId())
                .flatMap(sessions::find)
                .flatMap(session -> inSession(session, shown.address()));
    }

    private Optional<Caller> bearing(String token, String address) {
        if (token.startsWith(ApiToken.PREFIX)) {
            Accounts accounts = book.current();
            Optional<ApiToken> known = accounts.shown(token);
            if (known.isPresent()) {
                return known.filter(shown -> !shown.isExpired(clock.instant()))
                        .map(shown -> Caller.token(unlapsed(shown, accounts), address));
            }
        }
        if (MachineTokens.isOne(token)) {
            return Optional.empty();
        }
        attempts.begin(address);
        if (adminToken.matches(token)) {
            attempts.succeeded(address);
            return Optional.of(Caller.adminToken(address));
        }
        attempts.failed(address);
        return Optional.empty();
    }

    private ApiToken unlapsed(ApiToken shown, Accounts accounts) {
        ApiToken bound = guests.bound(shown, accounts);
        if (bound.isExpired(clock.instant())) {
            throw AccessRefusal.ISSUER_AWAY.because(
                    "who issued this token has not signed in at their provider for too long, or is not let in any more: they sign in again, or an administrator hands the token over");
        }
        return bound;
    }

    /** Whether that session would let its owner in now. */
    public boolean letIn(Session session) {
        return inSession(session, "").isPresent();
    }

    private Optional<Caller> inSession(Session session, String address) {
        Accounts accounts = book.current();
        if (accounts.areOver(session.owner(), session.startedAt())) {
            return Optional.empty();
        }
        Guest guest = session.guest();
        if (guest != null) {
            // Of a provider that we trust no more, nobody is let in any more.
            return providers.contains(guest.provider())
                    ? Optional.of(
                            Caller.guest(
                                    guest.provider(),
                                    session.name(),
                                    guest.role(),
                                    guest.sight(),
                                    address))
                    : Optional.empty();
        }
        return accounts.person(session.name())
                .filter(person -> person.credential().equals(session.credential()))
                .map(person -> Caller.person(person, factors.of(person), address));
    }
}
