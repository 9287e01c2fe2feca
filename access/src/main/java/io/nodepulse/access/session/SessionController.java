package io.nodepulse.access.session;

import io.nodepulse.access.account.Person;
import io.nodepulse.access.caller.Caller;
import io.nodepulse.edge.JsonBody;
import io.nodepulse.edge.Kind;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/session}: who the caller is; a person signs in with a password, and out. */
@RestController
public record SessionController(
        SignIn signIn, SignInWays ways, Sessions sessions, SessionStart start) {

    @GetMapping("/api/session")
    SignInWays.Answer session(@Nullable Caller caller, HttpServletRequest request) {
        SessionStart.handCsrfToken(request);
        return ways.answer(caller, request);
    }

    @PostMapping("/api/session")
    SignInWays.Answer signIn(HttpServletRequest request, HttpServletResponse response) {
        JsonBody body = JsonBody.of(request);
        Place place = Place.of(request);
        Person person =
                signIn.check(
                        body.required("name", Kind.TEXT),
                        body.required("password", Kind.TEXT),
                        body.optional("code", Kind.TEXT).orElse(null),
                        place);
        return start.begin(person, place, request, response);
    }

    @DeleteMapping("/api/session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.of(request).ifPresent(sessions::end);
        SessionCookie.clear(request, response);
    }
}
