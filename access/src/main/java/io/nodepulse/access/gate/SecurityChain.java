package io.nodepulse.access.gate;

import static java.util.Objects.requireNonNull;

import io.nodepulse.access.caller.Caller;
import io.nodepulse.access.refusal.AccessRefusal;
import io.nodepulse.access.rule.AccessRules;
import io.nodepulse.access.session.Callers;
import io.nodepulse.access.session.SessionCookie;
import io.nodepulse.edge.Refused;
import io.nodepulse.edge.SecurityHeaders;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.servletapi.SecurityContextHolderAwareRequestFilter;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Spring Security's filters in the order in which a request passes them. They are written out, so
 * that there is none that nobody meant.
 */
public record SecurityChain(
        AccessRules rules, Callers callers, Refusing refusing, CallLimits limits) {

    static final String CSRF_COOKIE = "nodepulse_csrf";
    static final String CSRF_HEADER = "X-CSRF-Token";

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    /**
     * @param signIns filters that sign somebody in, or out
     */
    public Filter filter(List<Filter> signIns) {
        List<Filter> filters = new ArrayList<>();
        filters.add(securityHeaders());
        filters.add(new KeepNothing());
        filters.add(new SecurityContextHolderFilter(new CallerContexts(callers)));
        filters.addAll(signIns);
        filters.add(csrf());
        filters.add(callerOfRequest());
        filters.add(translating());
        filters.add(new AuthorizationFilter(rules));
        filters.add(
                new CallLimitFilter(
                        rules,
                        new CallRates(limits, System::nanoTime),
                        new RunningCalls(limits),
                        refusing));
        FilterChainProxy chain =
                new FilterChainProxy(
                        new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE, filters));
        chain.setFirewall(firewall());
        chain.setRequestRejectedHandler(
                (request, response, rejected) ->
                        refusing.answer(AccessRefusal.malformed(), request, response));
        return chain;
    }

    /** They are the same for every answer, so none has to wait for its end. */
    private static Filter securityHeaders() {
        HeaderWriterFilter filter = new HeaderWriterFilter(List.of(SecurityHeaders::write));
        filter.setShouldWriteHeadersEagerly(true);
        return filter;
    }

    /** Names of processes are part of paths, and may hold every character. */
    private static StrictHttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowUrlEncodedDoubleSlash(true);
        firewall.setAllowUrlEncodedPercent(true);
        firewall.setAllowUrlEncodedPeriod(true);
        firewall.setAllowBackSlash(true);
        firewall.setAllowSemicolon(true);
        return firewall;
    }

    private CsrfFilter csrf() {
        CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieName(CSRF_COOKIE);
        tokens.setHeaderName(CSRF_HEADER);
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Strict"));
        CsrfFilter filter = new CsrfFilter(tokens);
        filter.setRequireCsrfProtectionMatcher(SecurityChain::isOfCookie);
        filter.setRequestHandler(new CsrfTokenRequestAttributeHandler());
        filter.setAccessDeniedHandler(denied());
        return filter;
    }

    /** A browser adds the cookie by itself, to calls of others too; a token it does not. */
    private static boolean isOfCookie(HttpServletRequest request) {
        return !SAFE.contains(request.getMethod())
                && !Callers.bringsToken(request)
                && SessionCookie.of(request).isPresent();
    }

    private static Filter callerOfRequest() {
        SecurityContextHolderAwareRequestFilter filter =
                new SecurityContextHolderAwareRequestFilter();
        try {
            filter.afterPropertiesSet();
        } catch (ServletException e) {
            throw new IllegalStateException("it only makes its factory", e);
        }
        return filter;
    }

    private Filter translating() {
        ExceptionTranslationFilter filter =
                new ExceptionTranslationFilter(notSignedIn(), new NullRequestCache());
        filter.setAccessDeniedHandler(denied());
        return filter;
    }

    private AuthenticationEntryPoint notSignedIn() {
        return (request, response, cause) ->
                refusing.answer(
                        AccessRefusal.NOT_SIGNED_IN.because(
                                "sign in first, or send Authorization: Bearer with a token that is"
                                        + " valid"),
                        request,
                        response);
    }

    private AccessDeniedHandler denied() {
        return (request, response, cause) ->
                refusing.answer(
                        cause instanceof CsrfException ? noCsrfToken() : notAdmitted(request),
                        request,
                        response);
    }

    private static Refused noCsrfToken() {
        return AccessRefusal.NO_CSRF_TOKEN.because(
                "the header " + CSRF_HEADER + " must carry the value of the cookie " + CSRF_COOKIE);
    }

    private Refused notAdmitted(HttpServletRequest request) {
        if (Caller.ifAny().filter(Caller::lacksFactor).isPresent()) {
            return AccessRefusal.SECOND_FACTOR_MISSING.because(
                    "your role needs a second factor: enrol one first");
        }
        if (Caller.ifAny()
                .filter(
                        caller ->
                                caller.role().covers(requireNonNull(rules.needOf(request).role())))
                .isPresent()) {
            return AccessRefusal.BEYOND_SCOPE.because(
                    "this reaches to all servers, and you are limited to those of some tags");
        }
        return AccessRefusal.ROLE_TOO_LOW.because(
                "this needs the role " + rules.needOf(request).role());
    }
}
