package io.nodepulse.access.oidc;

import static java.util.Objects.requireNonNull;

import io.nodepulse.access.account.ExpiringSecrets;
import io.nodepulse.access.caller.ActTally;
import io.nodepulse.access.refusal.AccessRefusal;
import io.nodepulse.access.session.Browsing;
import io.nodepulse.access.session.Guest;
import io.nodepulse.access.session.GuestIssuers;
import io.nodepulse.access.session.Session;
import io.nodepulse.access.session.SessionCookie;
import io.nodepulse.access.session.Sessions;
import io.nodepulse.access.session.SignInWays;
import io.nodepulse.edge.FailureLog;
import io.nodepulse.edge.RefusalCounter;
import io.nodepulse.events.administration.Actor;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Signs in who comes back from a provider. The browser is led away by {@code
 * /oauth2/authorization/<id>}, comes back to {@code /login/oauth2/code/<id>}, and ends on the page,
 * which is told by {@code ?sign_in=failed} or {@code ?sign_in=refused} if nothing came of it.
 */
public final class OidcSignIn {

    private static final Logger log = LoggerFactory.getLogger(OidcSignIn.class);
    private static final String AWAY =
            OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI + "/";
    private static final String FAILED = "/?sign_in=failed";
    private static final String REFUSED = "/?sign_in=refused";
    private static final String PAGE = "/";

    private final Map<String, OidcProvider> providers;
    private final ExpiringSecrets texts;
    private final Sessions sessions;
    private final GuestIssuers guests;
    private final ActTally tally;
    private final RefusalCounter refusals;
    private final FailureLog failures;
    private final InstantSource clock;

    /**
     * @param texts where a browser's way to the provider is remembered
     */
    public OidcSignIn(
            Map<String, OidcProvider> providers,
            ExpiringSecrets texts,
            Sessions sessions,
            GuestIssuers guests,
            ActTally tally,
            RefusalCounter refusals,
            FailureLog failures,
            InstantSource clock) {
        this.providers = providers;
        this.texts = texts;
        this.sessions = sessions;
        this.guests = guests;
        this.tally = tally;
        this.refusals = refusals;
        this.failures = failures;
        this.clock = clock;
    }

    /** Where one can sign in. */
    public List<SignInWays.Provider> ways() {
        return providers.entrySet().stream()
                .map(each -> new SignInWays.Provider(each.getValue().name(), AWAY + each.getKey()))
                .toList();
    }

    /** What does it; nothing where there is no provider. */
    public List<Filter> filters() {
        if (providers.isEmpty()) {
            return List.of();
        }
        OidcRegistrations registrations = new OidcRegistrations(providers);
        PendingSignIns pending = new PendingSignIns(texts);
        OAuth2AuthorizationRequestRedirectFilter away =
                new OAuth2AuthorizationRequestRedirectFilter(registrations);
        away.setAuthorizationRequestRepository(pending);
        away.setAuthenticationFailureHandler(this::failed);
        OAuth2LoginAuthenticationFilter back =
                new OAuth2LoginAuthenticationFilter(
                        registrations,
                        new ForgottenClients(),
                        OAuth2LoginAuthenticationFilter.DEFAULT_FILTER_PROCESSES_URI);
        back.setAuthorizationRequestRepository(pending);
        back.setAuthenticationManager(
                new ProviderManager(
                        new OidcAuthorizationCodeAuthenticationProvider(
                                new RestClientAuthorizationCodeTokenResponseClient(),
                                new OidcUserService())));
        back.setAuthenticationSuccessHandler(this::vouchedFor);
        back.setAuthenticationFailureHandler(this::failed);
        return List.of(away, back);
    }

    private void vouchedFor(
            HttpServletRequest request, HttpServletResponse response, Authentication who)
            throws IOException {
        OAuth2AuthenticationToken token = (OAuth2AuthenticationToken) who;
        String id = token.getAuthorizedClientRegistrationId();
        OidcProvider provider = requireNonNull(providers.get(id), id);
        Map<String, Object> claims = requireNonNull(token.getPrincipal()).getAttributes();
        Optional<Guest> guest = provider.guestOf(id, claims);
        String name = provider.nameOf(claims);
        if (guest.isEmpty()) {
            guests.turnedAway(Actor.guest(id, name), OidcProvider.subjectOf(claims));
            tally.failed(Actor.GUEST + id, request.getRemoteAddr());
            refusals.count(AccessRefusal.ROLE_TOO_LOW.because("no role or no servers here"));
            response.sendRedirect(REFUSED);
            return;
        }
        Session session = Session.of(name, guest.get(), clock.instant()).with(Browsing.of(request));
        guests.letIn(session.owner(), guest.get());
        tally.signedIn(new Actor(session.owner(), request.getRemoteAddr()), guest.get().subject());
        SessionCookie.hand(sessions.begin(session), request, response);
        response.sendRedirect(PAGE);
    }

    private void failed(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException failure)
            throws IOException {
        tally.failed(Actor.GUEST + providerOf(request), request.getRemoteAddr());
        refusals.count(AccessRefusal.PROVIDER_FAILED.because("the provider failed"));
        failures.write(log, Level.WARN, "signing in by " + request.getRequestURI(), failure);
        response.sendRedirect(FAILED);
    }

    /** The one that the address names, if there is such a provider. */
    private String providerOf(HttpServletRequest request) {
        String path = request.getRequestURI();
        return providers.keySet().stream()
                .filter(id -> path.endsWith("/" + id))
                .findFirst()
                .orElse("unknown");
    }
}
