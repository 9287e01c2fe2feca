package io.nodepulse.audit.seal;

import io.nodepulse.events.store.SealChain;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.Verification;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Verifies all chains of all shards and remembers how the last time ended. Thread-safe. */
public final class SealVerification {

    /**
     * How a verification ended.
     *
     * @param at when
     * @param chains each chain of each shard, up to the first defect
     */
    public record Outcome(Instant at, List<Verification> chains) {

        public Outcome {
            chains = List.copyOf(chains);
        }

        /** Whether everything is as it was sealed. */
        public boolean intact() {
            return chains.stream().allMatch(chain -> chain.defect().isEmpty());
        }

        /** How many seals were recomputed. */
        public long seals() {
            return chains.stream().mapToLong(Verification::sealsChecked).sum();
        }
    }

    /** Told how far a verification is. */
    @FunctionalInterface
    public interface Progress {
        /**
         * How far it is.
         *
         * @param verified sequences that are done, over all chains
         * @param total sequences to do
         */
        void report(long verified, long total);
    }

    private final ValkeyEventStore store;
    private final InstantSource clock;
    private final AtomicReference<Optional<Outcome>> last = new AtomicReference<>(Optional.empty());

    public SealVerification(ValkeyEventStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** How the last verification since the start ended. */
    public Optional<Outcome> last() {
        return last.get();
    }

    /** Recomputes everything; ends a shard at its first defect. */
    public Outcome verify(Progress progress) {
        long total = 0;
        for (int shard = 0; shard < store.shards(); shard++) {
            for (SealChain chain : SealChain.values()) {
                total += store.sealed(shard, chain);
            }
        }
        List<Verification> chains = new ArrayList<>();
        long done = 0;
        long all = total;
        for (int shard = 0; shard < store.shards(); shard++) {
            for (SealChain chain : SealChain.values()) {
                long before = done;
                chains.add(
                        store.verify(
                                shard, chain, sequence -> progress.report(before + sequence, all)));
                done += store.sealed(shard, chain);
            }
        }
        Outcome outcome = new Outcome(clock.instant(), chains);
        last.set(Optional.of(outcome));
        return outcome;
    }
}
