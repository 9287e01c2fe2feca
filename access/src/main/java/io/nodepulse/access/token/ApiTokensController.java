package io.nodepulse.access.token;

import io.nodepulse.access.account.AccountBook;
import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.account.Accounts;
import io.nodepulse.access.account.ApiToken;
import io.nodepulse.access.account.Scope;
import io.nodepulse.access.account.Secrets;
import io.nodepulse.access.account.Sha256;
import io.nodepulse.access.account.Standing;
import io.nodepulse.access.caller.AdminCalls;
import io.nodepulse.access.caller.Caller;
import io.nodepulse.access.people.GivenScope;
import io.nodepulse.access.session.GuestIssuers;
import io.nodepulse.edge.JsonBody;
import io.nodepulse.edge.Kind;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.administration.ApiTokenIssued;
import io.nodepulse.events.administration.Role;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code /api/tokens}: what programs may call the API with.
 *
 * @param longestOfOurs how long a token may be valid
 * @param longestOfGuests the same, if somebody of a provider of identities issues it: nobody tells
 *     us when they leave
 */
@RestController
public record ApiTokensController(
        AccountBook book,
        AdminCalls<AccountCommand> calls,
        GuestIssuers guests,
        InstantSource clock,
        Duration longestOfOurs,
        Duration longestOfGuests) {

    private static final Kind<Role> ROLE = Kind.oneOf(Role.values(), Role::code);

    record Tokens(List<Token> tokens) {}

    /**
     * A token's row.
     *
     * @param allServers whether it is good for all servers; if not, for those of some tags, or none
     * @param lapsesAt from when on it is refused unless its issuer signs in again; null where that
     *     is nobody of a provider
     * @param expired whether it is refused now
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Token(
            UUID id,
            String name,
            String role,
            boolean allServers,
            List<String> serverTags,
            Instant issuedAt,
            Instant expiresAt,
            @Nullable Instant lapsesAt,
            boolean expired,
            @Nullable String issuer) {}

    /** The answer to issuing: the only place where the token is ever shown. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Issued(
            UUID id,
            String name,
            String role,
            List<String> serverTags,
            Instant expiresAt,
            String token) {}

    @GetMapping("/api/tokens")
    Tokens tokens() {
        Accounts accounts = book.current();
        return new Tokens(accounts.tokens().stream().map(token -> shown(token, accounts)).toList());
    }

    private Token shown(ApiToken issued, Accounts accounts) {
        Optional<Standing> issuer = guests.issuerOf(issued, accounts);
        ApiToken token = issuer.map(standing -> standing.bound(issued)).orElse(issued);
        return new Token(
                token.id(),
                token.name(),
                token.role().code(),
                token.scope().isEverything(),
                token.scope().tags(),
                token.issuedAt(),
                issued.expiresAt(),
                issuer.map(Standing::until).orElse(null),
                token.isExpired(clock.instant()),
                token.issuer());
    }

    @PostMapping("/api/tokens")
    ResponseEntity<Issued> issue(HttpServletRequest request, Caller caller) {
        JsonBody body = JsonBody.of(request);
        Scope scope = GivenScope.in(body).orElse(Scope.EVERYTHING);
        Instant now = calls.now();
        String token = ApiToken.PREFIX + Secrets.next();
        ApiTokenIssued issued =
                new ApiTokenIssued(
                        UUID.randomUUID(),
                        body.required("name", Kind.TEXT),
                        body.required("role", ROLE),
                        Sha256.hex(token),
                        expiry(body, now, caller),
                        now);
        calls.send(new IssueApiToken(issued, scope, caller.actor().name()), caller);
        return ResponseEntity.created(URI.create("/api/tokens/" + issued.id()))
                .cacheControl(CacheControl.noStore())
                .body(
                        new Issued(
                                issued.id(),
                                issued.name(),
                                issued.role().code(),
                                scope.tags(),
                                issued.expiresAt(),
                                token));
    }

    private Instant expiry(JsonBody body, Instant now, Caller caller) {
        Duration longest = caller.provider() == null ? longestOfOurs : longestOfGuests;
        Instant expiresAt = body.required("expires_at", Kind.TIME);
        if (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(longest))) {
            String allowed = "a time within the next " + longest.toDays() + " days";
            throw Refused.field("expires_at", "must be " + allowed, allowed);
        }
        return expiresAt;
    }

    /** Has somebody else answer for it. */
    @PatchMapping("/api/tokens/{id}")
    Token handOver(@PathVariable String id, HttpServletRequest request, Caller caller) {
        String to = JsonBody.of(request).required("issuer", Kind.TEXT);
        calls.send(new HandOverApiToken(id, to, caller.actor().name(), calls.now()), caller);
        Accounts accounts = book.current();
        return shown(RequiredToken.of(accounts, id), accounts);
    }

    @DeleteMapping("/api/tokens/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable String id, Caller caller) {
        calls.send(new RevokeApiToken(id, calls.now()), caller);
    }
}
