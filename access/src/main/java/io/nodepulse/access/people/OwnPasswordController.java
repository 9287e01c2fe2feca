package io.nodepulse.access.people;

import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.account.Person;
import io.nodepulse.access.caller.AdminCalls;
import io.nodepulse.access.caller.Caller;
import io.nodepulse.access.session.Passwords;
import io.nodepulse.access.session.SessionCookie;
import io.nodepulse.access.session.SignIn;
import io.nodepulse.edge.JsonBody;
import io.nodepulse.edge.Kind;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code PATCH /api/session}: people change their own password, and sign in anew. */
@RestController
public record OwnPasswordController(
        AdminCalls<AccountCommand> calls, SignIn signIn, Passwords passwords) {

    @PatchMapping("/api/session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        JsonBody body = JsonBody.of(request);
        Person person =
                signIn.checkAgain(
                        caller.getName(),
                        body.required("password", Kind.TEXT),
                        OwnSession.idOf(caller, request),
                        request.getRemoteAddr());
        String hash = passwords.hash(body.required("new_password", Kind.TEXT), person.name());
        calls.send(new ChangePerson(person.name(), null, null, hash, calls.now()), caller);
        SessionCookie.clear(request, response);
    }
}
