package io.nodepulse.access.session;

import com.fasterxml.jackson.annotation.JsonRawValue;

import io.nodepulse.access.account.Person;
import io.nodepulse.access.passkey.RelyingParty;
import io.nodepulse.edge.JsonBody;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/session/passkey}: a person signs in with a passkey, and types nothing. */
@RestController
public record PasskeySessionController(PasskeySignIn signIn, SessionStart start) {

    /**
     * What to ask authenticators for.
     *
     * @param options in the JSON of WebAuthn
     */
    public record Offer(@JsonRawValue String options) {}

    @PostMapping("/api/session/passkey/offer")
    Offer offer(HttpServletRequest request) {
        return new Offer(signIn.passkeys().offer(RelyingParty.required(request)));
    }

    @PostMapping("/api/session/passkey")
    SignInWays.Answer signIn(HttpServletRequest request, HttpServletResponse response) {
        RelyingParty party = RelyingParty.required(request);
        Place place = Place.of(request);
        Person person =
                signIn.check(JsonBody.of(request).requiredObject("credential"), party, place);
        return start.begin(person, place, request, response);
    }
}
