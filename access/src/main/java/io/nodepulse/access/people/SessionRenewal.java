package io.nodepulse.access.people;

import io.nodepulse.access.account.AccountBook;
import io.nodepulse.access.account.Person;
import io.nodepulse.access.session.Browsing;
import io.nodepulse.access.session.Session;
import io.nodepulse.access.session.SessionCookie;
import io.nodepulse.access.session.Sessions;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.time.InstantSource;

/**
 * Lets who has changed what they sign in with go on in a session of the new, under another id. All
 * others of theirs are over. Thread-safe.
 */
public record SessionRenewal(AccountBook book, Sessions sessions, InstantSource clock) {

    void goOn(
            String session, String name, HttpServletRequest request, HttpServletResponse response) {
        sessions.end(session);
        Person person = RequiredPerson.of(book.current(), name);
        SessionCookie.hand(
                sessions.begin(Session.of(person, clock.instant()).with(Browsing.of(request))),
                request,
                response);
    }
}
