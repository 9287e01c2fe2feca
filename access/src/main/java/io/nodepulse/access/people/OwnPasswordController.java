package io.nodepulse.access.people;

import io.nodepulse.access.account.AccountBook;
import io.nodepulse.access.account.Person;
import io.nodepulse.access.act.Caller;
import io.nodepulse.access.session.Passwords;
import io.nodepulse.access.session.SessionCookie;
import io.nodepulse.access.session.SignIn;
import io.nodepulse.edge.JsonBody;
import io.nodepulse.edge.Kind;
import io.nodepulse.events.ProcessSampled;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.time.InstantSource;

/** {@code PATCH /api/session}: people change their own password, and sign in anew. */
@RestController
public final class OwnPasswordController {

    private final AccountBook book;
    private final SignIn signIn;
    private final Passwords passwords;
    private final InstantSource clock;

    public OwnPasswordController(
            AccountBook book, SignIn signIn, Passwords passwords, InstantSource clock) {
        this.book = book;
        this.signIn = signIn;
        this.passwords = passwords;
        this.clock = clock;
    }

    @PatchMapping("/api/session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        JsonBody body = JsonBody.of(request);
        Person person =
                signIn.check(
                        caller.getName(),
                        body.required("password", Kind.TEXT),
                        request.getRemoteAddr());
        String hash = passwords.hash(body.required("new_password", Kind.TEXT));
        Instant now = ProcessSampled.toResolution(clock.instant());
        book.change(
                accounts -> PeopleDecisions.changePassword(accounts, person.name(), hash, now),
                caller.actor());
        SessionCookie.clear(request, response);
    }
}
