package io.nodepulse.access.session;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A provider of identities says that somebody is signed out there.
 *
 * @param provider which
 * @param subject who, as {@link Guest#subject}; null if that is not said
 * @param sid of which of their sessions there; null for all
 */
public record ProviderLogout(String provider, @Nullable String subject, @Nullable String sid) {

    public ProviderLogout {
        if (subject == null && sid == null) {
            throw new IllegalArgumentException("it says neither who nor which session");
        }
    }

    /** Where the sessions are listed that it may be about. */
    String listing() {
        return subject != null
                ? Guest.ofSubject(provider, subject)
                : Guest.ofSid(provider, requireNonNull(sid));
    }

    /** Whether it ends a session of that guest; one whose provider gave no sid ends with any. */
    boolean ends(Guest guest) {
        return guest.provider().equals(provider)
                && (subject == null || guest.subject().equals(subject))
                && (sid == null
                        || sid.equals(guest.sid())
                        || (subject != null && guest.sid() == null));
    }
}
