package io.nodepulse.access.people;

import io.nodepulse.access.caller.Caller;
import io.nodepulse.access.refusal.AccessRefusal;
import io.nodepulse.access.session.SessionCookie;
import io.nodepulse.events.administration.Actor;

import jakarta.servlet.http.HttpServletRequest;

/** The session of who signed in with a password, which only they can change anything about. */
final class OwnSession {

    private OwnSession() {}

    /** A program or somebody of a provider may be called like a person, and is none. */
    static String idOf(Caller caller, HttpServletRequest request) {
        if (!caller.actor().name().equals(Actor.person(caller.getName()))) {
            throw AccessRefusal.ROLE_TOO_LOW.because(
                    "only who signed in with a password can change it");
        }
        return SessionCookie.of(request).orElseThrow();
    }
}
