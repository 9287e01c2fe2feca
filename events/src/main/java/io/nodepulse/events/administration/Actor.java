package io.nodepulse.events.administration;

import org.axonframework.messaging.core.Metadata;

import java.util.Map;
import java.util.Optional;

/**
 * Who did something, as the metadata of an event keeps it.
 *
 * @param name {@code person:<name>}, {@code oidc:<provider>:<name>}, {@code token:<id>}, {@code
 *     enrollment:<server id>} or {@code admin-token}
 * @param address the address that the call came from, as the web server saw it
 */
public record Actor(String name, String address) {

    private static final String NAME = "actor";
    private static final String ADDRESS = "address";

    /** Kept with each event that this one caused. */
    public Metadata metadata() {
        return Metadata.from(Map.of(NAME, name, ADDRESS, address));
    }

    /** Who is named in an event's metadata; nobody in those of before this was kept. */
    public static Optional<Actor> of(Map<String, String> metadata) {
        String name = metadata.get(NAME);
        return name == null
                ? Optional.empty()
                : Optional.of(new Actor(name, metadata.getOrDefault(ADDRESS, "")));
    }
}
