package io.nodepulse.events.administration;

import org.axonframework.messaging.core.Metadata;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Who did something, as the metadata of an event keeps it.
 *
 * @param name {@code person:<name>}, {@code oidc:<provider>:<name>}, {@code token:<id>}, {@code
 *     enrollment:<server id>}, {@code admin-token} or {@code anonymous}
 * @param address the address that the call came from, as the web server saw it
 */
public record Actor(String name, String address) {

    /** The {@link #name} of whoever holds the administrator's token. */
    public static final String ADMIN_TOKEN = "admin-token";

    /** The {@link #name} of whoever did not say who they are. */
    public static final String ANONYMOUS = "anonymous";

    /** What the names of people begin with. */
    public static final String PERSON = "person:";

    /** What the names of programs begin with. */
    public static final String TOKEN = "token:";

    /** What the names of people of providers begin with. */
    public static final String GUEST = "oidc:";

    /** Key of the {@link #name} in an event's metadata. */
    public static final String NAME_KEY = "actor";

    /** Key of the {@link #address} in an event's metadata. */
    public static final String ADDRESS_KEY = "address";

    /** The {@link #name} of one of our people. */
    public static String person(String name) {
        return PERSON + name;
    }

    /** The {@link #name} of a program by the id of its token. */
    public static String token(UUID id) {
        return TOKEN + id;
    }

    /** The {@link #name} of somebody of a provider of identities. */
    public static String guest(String provider, String name) {
        return GUEST + provider + ":" + name;
    }

    /**
     * Where in an actor's name the name of a human being begins.
     *
     * @return 0 where the actor is none: a program, the administrator's token, nobody, or a
     *     provider as such
     */
    public static int nameAt(String actor) {
        if (actor.startsWith(PERSON)) {
            return PERSON.length();
        }
        return actor.startsWith(GUEST) ? actor.indexOf(':', GUEST.length()) + 1 : 0;
    }

    /** Kept with each event that this one caused. */
    public Metadata metadata() {
        return Metadata.from(Map.of(NAME_KEY, name, ADDRESS_KEY, address));
    }

    /** Who is named in an event's metadata; nobody in those of before this was kept. */
    public static Optional<Actor> of(Map<String, String> metadata) {
        String name = metadata.get(NAME_KEY);
        return name == null
                ? Optional.empty()
                : Optional.of(new Actor(name, metadata.getOrDefault(ADDRESS_KEY, "")));
    }
}
