package io.nodepulse.access.session;

import io.nodepulse.access.account.FactorPolicy;
import io.nodepulse.access.account.Person;
import io.nodepulse.access.caller.Caller;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.web.csrf.CsrfToken;

import java.time.InstantSource;

/** Begins the session of who has shown who they are. Thread-safe. */
public record SessionStart(
        SignIn signIn,
        SignInWays ways,
        Sessions sessions,
        FactorPolicy factors,
        InstantSource clock) {

    /** Hands out its cookie in place of the one that there was; the answer says who they are. */
    SignInWays.Answer begin(
            Person person, Place place, HttpServletRequest request, HttpServletResponse response) {
        signIn.newDevice(person, place)
                .ifPresent(device -> DeviceCookie.hand(device, request, response));
        SessionCookie.of(request).ifPresent(sessions::end);
        SessionCookie.hand(
                sessions.begin(Session.of(person, clock.instant()).with(Browsing.of(request))),
                request,
                response);
        handCsrfToken(request);
        return ways.answer(Caller.person(person, factors.of(person), place.address()), request);
    }

    /** Has the cookie written whose value a page must send back as a header. */
    static void handCsrfToken(HttpServletRequest request) {
        ((CsrfToken) request.getAttribute(CsrfToken.class.getName())).getToken();
    }
}
