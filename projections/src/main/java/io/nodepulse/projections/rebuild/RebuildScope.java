package io.nodepulse.projections.rebuild;

import io.nodepulse.projections.stream.EventShards;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a rebuild makes anew.
 *
 * @param servers whose rows; those of all where it is empty
 * @param range what was sampled then, as it was asked for; null for all there is
 * @param raw whether scrapes are stored as they came, too; else no row has them afterwards
 */
public record RebuildScope(List<UUID> servers, @Nullable RebuiltRange range, boolean raw) {

    /** Everything. */
    public static final RebuildScope ALL = new RebuildScope(List.of(), null, true);

    public RebuildScope {
        servers = List.copyOf(servers);
    }

    /** Whether tables take the place of tables; else rows take the place of rows. */
    boolean isWhole() {
        return servers.isEmpty() && range == null;
    }

    /** The shards that have it. */
    Set<Integer> in(EventShards shards) {
        Collection<Integer> found =
                servers.isEmpty()
                        ? IntStream.range(0, shards.count()).boxed().toList()
                        : servers.stream().map(shards::of).collect(Collectors.toSet());
        return new TreeSet<>(found);
    }
}
