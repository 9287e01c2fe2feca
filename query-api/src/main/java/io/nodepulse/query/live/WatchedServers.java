package io.nodepulse.query.live;

import io.nodepulse.access.scope.VisibleServers;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * The servers that a watcher is told of: those that it may see, asked anew before each is told of.
 * One that it may see no more is told of once again, as changed, where it was before. Thread-safe.
 */
final class WatchedServers {

    private final VisibleServers visible;
    private final IntFunction<UUID> ids;

    /** What a limited watcher knows already; empty for all others. */
    private final Set<Integer> told = ConcurrentHashMap.newKeySet();

    /**
     * @param ids of servers by their keys
     */
    WatchedServers(VisibleServers visible, IntFunction<UUID> ids) {
        this.visible = visible;
        this.ids = ids;
    }

    /** The same, for who has been told of that server. */
    WatchedServers knowing(int serverKey) {
        tell(serverKey);
        return this;
    }

    /** Which servers may be told of now, by their keys; empty if that cannot be asked. */
    Optional<IntPredicate> now() {
        return visible.ifKnown()
                .map(shown -> serverKey -> shown.test(ids.apply(serverKey)) && tell(serverKey));
    }

    private boolean tell(int serverKey) {
        if (!visible.areAll()) {
            told.add(serverKey);
        }
        return true;
    }

    /** Whether a server that is none of these any more was told of before; it is forgotten. */
    boolean leave(int serverKey) {
        return told.remove(serverKey);
    }
}
