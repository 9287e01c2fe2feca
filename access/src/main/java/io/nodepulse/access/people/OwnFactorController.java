package io.nodepulse.access.people;

import io.nodepulse.access.account.AccountBook;
import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.account.Person;
import io.nodepulse.access.caller.AdminCalls;
import io.nodepulse.access.caller.Caller;
import io.nodepulse.access.factor.CodeCheck;
import io.nodepulse.access.factor.EnrolSecondFactor;
import io.nodepulse.access.factor.FactorOffers;
import io.nodepulse.access.factor.RecoveryCodes;
import io.nodepulse.access.factor.RemoveSecondFactor;
import io.nodepulse.access.session.SignIn;
import io.nodepulse.edge.JsonBody;
import io.nodepulse.edge.Kind;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.util.List;

/**
 * {@code /api/session/second-factor}: people enrol a second factor and remove it. Both end all
 * their sessions but this one, which goes on under another id.
 */
@RestController
public record OwnFactorController(
        AccountBook book,
        AdminCalls<AccountCommand> calls,
        SignIn signIn,
        CodeCheck codes,
        FactorOffers offers,
        SessionRenewal renewal) {

    /** The only answer that ever shows the codes for emergencies. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Enrolled(List<String> recoveryCodes) {}

    /** Makes a secret, which counts for nothing until a code of it was shown. */
    @PostMapping("/api/session/second-factor/offer")
    FactorOffers.Offer offer(Caller caller, HttpServletRequest request) {
        String session = OwnSession.idOf(caller, request);
        JsonBody body = JsonBody.of(request);
        Person person =
                signIn.checkAgain(
                        caller.getName(),
                        body.required("password", Kind.TEXT),
                        session,
                        request.getRemoteAddr());
        EnrolSecondFactor.requireNone(person);
        return offers.make(person, book.current());
    }

    /** Enrols what was offered, by a code of it. */
    @PostMapping("/api/session/second-factor")
    Enrolled enrol(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        String session = OwnSession.idOf(caller, request);
        JsonBody body = JsonBody.of(request);
        String name = caller.getName();
        String offer = body.required("offer", Kind.TEXT);
        String code = body.required("code", Kind.TEXT);
        String encrypted = offers.find(offer, name);
        if (!codes.proves(encrypted, name, code)) {
            throw CodeCheck.wrong();
        }
        offers.end(offer, name);
        List<String> recovery = RecoveryCodes.make();
        List<String> hashes =
                recovery.stream().map(each -> RecoveryCodes.hash(name, each)).toList();
        calls.send(new EnrolSecondFactor(name, encrypted, hashes, calls.now()), caller);
        renewal.goOn(session, name, request, response);
        return new Enrolled(recovery);
    }

    @PostMapping("/api/session/second-factor/removal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        String session = OwnSession.idOf(caller, request);
        JsonBody body = JsonBody.of(request);
        Person person =
                signIn.checkAgain(
                        caller.getName(),
                        body.required("password", Kind.TEXT),
                        body.required("code", Kind.TEXT),
                        session,
                        request.getRemoteAddr());
        calls.send(new RemoveSecondFactor(person.name(), calls.now()), caller);
        renewal.goOn(session, person.name(), request, response);
    }
}
