package io.nodepulse.access.oidc;

import io.nodepulse.access.account.UsedOnce;
import io.nodepulse.access.refusal.AccessRefusal;
import io.nodepulse.access.session.BearerAttempts;
import io.nodepulse.access.session.Sessions;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.administration.Actor;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jwt.BadJwtException;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * {@code POST /logout/connect/back-channel/<id>}: a provider says that somebody is signed out
 * there, and their sessions here end, for all instances. It brings no cookie and no token of ours:
 * what it says is signed. Each token is taken once, and wrong ones are counted for their address as
 * wrong bearer tokens are, as one of an unknown key has the provider asked for its keys.
 * Thread-safe.
 */
public final class BackChannelLogout implements Filter {

    private static final Logger log = LoggerFactory.getLogger(BackChannelLogout.class);
    private static final String PATH = "/logout/connect/back-channel/";
    private static final String TOKEN = "logout_token";

    /** A token is good so long before and after its time of issue. */
    private static final Duration KEPT = LogoutTokens.UNDER_WAY.multipliedBy(2);

    private final Map<String, OidcProvider> providers;
    private final LogoutTokens tokens;
    private final UsedOnce used;
    private final Sessions sessions;
    private final BearerAttempts attempts;

    /**
     * @param used which tokens were taken
     */
    public BackChannelLogout(
            Map<String, OidcProvider> providers,
            UsedOnce used,
            Sessions sessions,
            BearerAttempts attempts,
            Clock clock) {
        this.providers = providers;
        this.tokens = new LogoutTokens(new OidcRegistrations(providers), clock);
        this.used = used;
        this.sessions = sessions;
        this.attempts = attempts;
    }

    @Override
    public void doFilter(ServletRequest asked, ServletResponse answered, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) asked;
        HttpServletResponse response = (HttpServletResponse) answered;
        String provider = providerOf(request);
        if (provider == null) {
            chain.doFilter(request, response);
            return;
        }
        attempts.begin(request.getRemoteAddr());
        end(provider, request);
        response.setStatus(HttpStatus.OK.value());
    }

    private @Nullable String providerOf(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (!request.getMethod().equals("POST") || !path.startsWith(PATH)) {
            return null;
        }
        String id = path.substring(PATH.length());
        return providers.containsKey(id) ? id : null;
    }

    private void end(String provider, HttpServletRequest request) {
        LogoutTokens.Said said = read(provider, request);
        String id = provider + " " + said.id();
        if (used.isUsed(id)) {
            throw wrong(provider, request, "it was taken before");
        }
        int ended = sessions.end(said.logout());
        // Afterwards: where Valkey fails in between, the provider may say it once more.
        used.isFirstUse(id, KEPT);
        log.info("{} said that somebody is signed out: {} sessions ended", provider, ended);
    }

    private LogoutTokens.Said read(String provider, HttpServletRequest request) {
        String token = request.getParameter(TOKEN);
        if (token == null) {
            throw wrong(provider, request, "there is none in the body");
        }
        try {
            return tokens.read(provider, token);
        } catch (BadJwtException e) {
            throw wrong(provider, request, e.getMessage());
        } catch (RuntimeException e) {
            log.warn("{} cannot be asked for its keys: {}", provider, e.getMessage());
            throw AccessRefusal.PROVIDER_AWAY.because("the provider cannot be asked for its keys");
        }
    }

    private Refused wrong(String provider, HttpServletRequest request, @Nullable String why) {
        log.info("a logout token of {} is refused: {}", provider, why);
        attempts.failed(Actor.GUEST + provider, request.getRemoteAddr());
        return AccessRefusal.WRONG_LOGOUT_TOKEN
                .because("the logout token is not valid")
                .naming("error", OAuth2ErrorCodes.INVALID_REQUEST);
    }
}
