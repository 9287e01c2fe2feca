package io.nodepulse.access.people;

import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.caller.AdminCalls;
import io.nodepulse.access.caller.Caller;
import io.nodepulse.access.refusal.AccessRefusal;
import io.nodepulse.access.session.Browsing;
import io.nodepulse.access.session.Callers;
import io.nodepulse.access.session.Session;
import io.nodepulse.access.session.SessionCookie;
import io.nodepulse.access.session.Sessions;
import io.nodepulse.access.session.Sessions.Listed;
import io.nodepulse.edge.Refused;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** {@code /api/sessions}: whoever is signed in sees their sessions, and ends one, others or all. */
@RestController
public record OwnSessionsController(
        AdminCalls<AccountCommand> calls, Callers callers, Sessions sessions) {

    record Answer(List<Row> sessions) {}

    /** A session; its id lets nobody in. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Row(
            String id,
            Instant beganAt,
            Instant seenAt,
            @Nullable String address,
            @Nullable String userAgent,
            boolean current) {

        static Row of(Listed listed, String secret) {
            Session session = listed.session();
            Browsing browsing = session.browsing();
            return new Row(
                    listed.id(),
                    session.since(),
                    session.seenAt(),
                    browsing == null ? null : browsing.address(),
                    browsing == null ? null : browsing.userAgent(),
                    listed.isOf(secret));
        }
    }

    /** Last used first. */
    @GetMapping("/api/sessions")
    Answer sessions(Caller caller, HttpServletRequest request) {
        String secret = requireSession(request);
        return new Answer(
                own(caller)
                        .sorted(
                                Comparator.comparing(
                                        (Listed listed) -> listed.session().seenAt(),
                                        Comparator.reverseOrder()))
                        .map(listed -> Row.of(listed, secret))
                        .toList());
    }

    @DeleteMapping("/api/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(
            @PathVariable String id,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        String secret = requireSession(request);
        Listed listed =
                own(caller)
                        .filter(each -> each.id().equals(id))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        Refused.of(
                                                HttpStatus.NOT_FOUND,
                                                "you have no session of that id"));
        sessions.end(listed);
        if (listed.isOf(secret)) {
            SessionCookie.clear(request, response);
        }
    }

    /** Ends all that began before, listed or not; this one goes on under another id. */
    @DeleteMapping("/api/sessions/others")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endOthers(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        String secret = requireSession(request);
        Session own = sessions.find(secret).orElseThrow();
        Instant end = endAll(caller);
        sessions.end(secret);
        SessionCookie.hand(sessions.begin(own.startedAnew(end.plusMillis(1))), request, response);
    }

    @DeleteMapping("/api/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOutEverywhere(
            Caller caller, HttpServletRequest request, HttpServletResponse response) {
        requireSession(request);
        endAll(caller);
        SessionCookie.clear(request, response);
    }

    /** Moments of events are cut to milliseconds: one more, so that none is left that began now. */
    private Instant endAll(Caller caller) {
        Instant end = calls.now().plusMillis(1);
        calls.send(new SignOutEverywhere(caller.actor().name(), end), caller);
        return end;
    }

    private Stream<Listed> own(Caller caller) {
        return sessions.of(caller.actor().name()).stream()
                .filter(listed -> callers.letIn(listed.session()));
    }

    private static String requireSession(HttpServletRequest request) {
        if (Callers.bringsToken(request)) {
            throw noSession();
        }
        return SessionCookie.of(request).orElseThrow(OwnSessionsController::noSession);
    }

    private static Refused noSession() {
        return AccessRefusal.ROLE_TOO_LOW.because("only who signed in has sessions to end");
    }
}
