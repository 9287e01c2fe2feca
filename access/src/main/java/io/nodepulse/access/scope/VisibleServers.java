package io.nodepulse.access.scope;

import static java.util.Objects.requireNonNull;

import io.nodepulse.access.account.Scope;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The servers that a caller may see. Asking is a short read of Valkey for who is limited, and
 * nothing for all others. Thread-safe.
 */
public final class VisibleServers {

    /** Of who is not limited. */
    public static final VisibleServers ALL = new VisibleServers(Scope.EVERYTHING, null);

    private final Scope scope;
    private final @Nullable TaggedServers tagged;

    VisibleServers(Scope scope, @Nullable TaggedServers tagged) {
        this.scope = scope;
        this.tagged = tagged;
    }

    /**
     * Whether that server is among them now; one that nobody has ever registered may be.
     *
     * @throws EventStoreUnavailableException if Valkey does not answer
     */
    public boolean include(UUID serverId) {
        return scope.isEverything() || scope.includes(requireNonNull(tagged).of(serverId));
    }

    /**
     * The same for many servers, of which all are asked for by this call.
     *
     * @throws EventStoreUnavailableException if Valkey does not answer
     */
    public Predicate<UUID> now() {
        if (scope.isEverything()) {
            return serverId -> true;
        }
        TaggedServers.Moment now = requireNonNull(tagged).now();
        return serverId -> scope.includes(now.tagsOf(serverId));
    }

    /** The same; empty where Valkey does not answer. */
    public Optional<Predicate<UUID>> ifKnown() {
        try {
            return Optional.of(now());
        } catch (EventStoreUnavailableException e) {
            return Optional.empty();
        }
    }

    /** Whether there is nothing that these are not. */
    public boolean areAll() {
        return scope.isEverything();
    }
}
