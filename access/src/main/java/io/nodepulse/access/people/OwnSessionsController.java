package io.nodepulse.access.people;

import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.caller.AdminCalls;
import io.nodepulse.access.caller.Caller;
import io.nodepulse.access.refusal.AccessRefusal;
import io.nodepulse.access.session.SessionCookie;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code DELETE /api/sessions}: whoever is signed in ends all sessions of theirs, this one too. */
@RestController
public record OwnSessionsController(AdminCalls<AccountCommand> calls) {

    @DeleteMapping("/api/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOutEverywhere(
            Caller caller, HttpServletRequest request, HttpServletResponse response) {
        if (SessionCookie.of(request).isEmpty()) {
            throw AccessRefusal.ROLE_TOO_LOW.because("only who signed in has sessions to end");
        }
        // Moments of events are cut to milliseconds: one more, so that none is left that began now.
        calls.send(new SignOutEverywhere(caller.actor().name(), calls.now().plusMillis(1)), caller);
        SessionCookie.clear(request, response);
    }
}
