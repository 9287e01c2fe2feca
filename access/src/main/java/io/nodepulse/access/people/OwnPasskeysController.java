package io.nodepulse.access.people;

import io.nodepulse.access.account.AccountBook;
import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.account.Passkey;
import io.nodepulse.access.account.Person;
import io.nodepulse.access.caller.AdminCalls;
import io.nodepulse.access.caller.Caller;
import io.nodepulse.access.passkey.EnrolPasskey;
import io.nodepulse.access.passkey.Enrolling;
import io.nodepulse.access.passkey.RelyingParty;
import io.nodepulse.access.passkey.RemovePasskey;
import io.nodepulse.access.session.PasskeySessionController.Offer;
import io.nodepulse.access.session.PasskeySignIn;
import io.nodepulse.access.session.SignIn;
import io.nodepulse.edge.JsonBody;
import io.nodepulse.edge.Kind;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.administration.PasskeyEnrolled;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * {@code /api/session/passkeys}: people see, enrol and remove their passkeys. Both changes end all
 * their sessions but this one, which goes on under another id.
 */
@RestController
public record OwnPasskeysController(
        AccountBook book,
        AdminCalls<AccountCommand> calls,
        SignIn signIn,
        PasskeySignIn passkeySignIn,
        Enrolling enrolling,
        SessionRenewal renewal) {

    record Passkeys(List<Row> passkeys) {}

    /** A passkey as its person sees it. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Row(String id, String name, String host, Instant enrolledAt, @Nullable Instant usedAt) {}

    @GetMapping("/api/session/passkeys")
    Passkeys passkeys(Caller caller, HttpServletRequest request) {
        OwnSession.idOf(caller, request);
        Person person = RequiredPerson.of(book.current(), caller.getName());
        return new Passkeys(person.passkeys().stream().map(this::row).toList());
    }

    /** Asks for a new passkey, which counts for nothing until it was shown. */
    @PostMapping("/api/session/passkeys/offer")
    Offer offer(Caller caller, HttpServletRequest request) {
        String session = OwnSession.idOf(caller, request);
        RelyingParty party = RelyingParty.required(request);
        Person person = proven(JsonBody.of(request), caller, session, request);
        return new Offer(enrolling.offer(person, party));
    }

    @PostMapping("/api/session/passkeys")
    Row enrol(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        String session = OwnSession.idOf(caller, request);
        RelyingParty party = RelyingParty.required(request);
        JsonBody body = JsonBody.of(request);
        String name = caller.getName();
        String label = label(body.required("name", Kind.TEXT));
        String credential = body.requiredObject("credential");
        Enrolling.Made made = enrolling.verified(credential, name, label, party, calls.now());
        calls.send(new EnrolPasskey(name, made.passkey()), caller);
        enrolling.begin(made);
        renewal.goOn(session, name, request, response);
        return row(made.passkey());
    }

    @PostMapping("/api/session/passkeys/removal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        String session = OwnSession.idOf(caller, request);
        JsonBody body = JsonBody.of(request);
        String id = body.required("id", Kind.TEXT);
        Person person = proven(body, caller, session, request);
        calls.send(new RemovePasskey(person.name(), id, calls.now()), caller);
        renewal.goOn(session, person.name(), request, response);
    }

    /**
     * Who sits there has just shown a passkey, or the password, with a code where there are any.
     */
    private Person proven(
            JsonBody body, Caller caller, String session, HttpServletRequest request) {
        Optional<String> credential = body.optionalObject("credential");
        if (credential.isPresent()) {
            return passkeySignIn.checkAgain(
                    caller.getName(),
                    credential.get(),
                    RelyingParty.required(request),
                    session,
                    request.getRemoteAddr());
        }
        return signIn.checkBothAgain(
                caller.getName(),
                body.required("password", Kind.TEXT),
                body.optional("code", Kind.TEXT).orElse(null),
                session,
                request.getRemoteAddr());
    }

    private static String label(String given) {
        String label = given.strip();
        if (label.isEmpty() || label.length() > PasskeyEnrolled.MAX_LABEL_LENGTH) {
            throw Refused.field(
                    "name", "must have 1 to " + PasskeyEnrolled.MAX_LABEL_LENGTH + " characters");
        }
        return label;
    }

    private Row row(Passkey passkey) {
        return new Row(
                passkey.credentialId(),
                passkey.label(),
                passkey.host(),
                passkey.enrolledAt(),
                enrolling.usedAt(passkey));
    }
}
