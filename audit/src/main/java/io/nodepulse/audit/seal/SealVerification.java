package io.nodepulse.audit.seal;

import io.nodepulse.audit.notary.Notary;
import io.nodepulse.audit.notary.TreeVerdict;
import io.nodepulse.audit.note.SignedNote;
import io.nodepulse.audit.segment.Segments;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.index.IndexFinding;
import io.nodepulse.events.store.seal.SealChain;
import io.nodepulse.events.store.seal.Verification;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * Verifies the trees of all shards, in segments and in Valkey, and the chains of seals that older
 * data has, and remembers how the last time ended. Thread-safe.
 */
public final class SealVerification {

    /**
     * How a verification ended.
     *
     * @param at when
     * @param chains each chain of each shard, up to the first defect
     * @param trees the tree of each shard
     * @param indexes what is derived from the entries and differs from them
     */
    public record Outcome(
            Instant at,
            List<Verification> chains,
            List<TreeVerdict> trees,
            List<IndexFinding> indexes) {

        public Outcome {
            chains = List.copyOf(chains);
            trees = List.copyOf(trees);
            indexes = List.copyOf(indexes);
        }

        /** Whether everything is as it was sealed. */
        public boolean intact() {
            return chains.stream().allMatch(chain -> chain.defect().isEmpty())
                    && trees.stream().allMatch(TreeVerdict::intact)
                    && indexes.isEmpty();
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
    private final Optional<Notary> notary;
    private final Optional<Segments> segments;
    private final InstantSource clock;
    private final AtomicReference<Optional<Outcome>> last = new AtomicReference<>(Optional.empty());

    public SealVerification(
            ValkeyEventStore store,
            Optional<Notary> notary,
            Optional<Segments> segments,
            InstantSource clock) {
        this.store = store;
        this.notary = notary;
        this.segments = segments;
        this.clock = clock;
    }

    /** How the last verification since the start ended. */
    public Optional<Outcome> last() {
        return last.get();
    }

    /**
     * Signs what came since the last round, so that an epoch that has begun is known, and
     * recomputes everything; ends a chain at its first defect.
     *
     * @param noted checkpoints that were noted elsewhere
     */
    public Outcome verify(List<SignedNote> noted, Progress progress) {
        notary.ifPresent(signs -> IntStream.range(0, signs.shards()).forEach(signs::seal));
        Steps steps = new Steps(total(), progress);
        List<TreeVerdict> trees = new ArrayList<>();
        notary.ifPresent(
                signed -> {
                    for (int shard = 0; shard < signed.shards(); shard++) {
                        TreeVerdict tree = signed.verify(shard, noted, steps::at);
                        steps.done(signed.signed(shard));
                        trees.add(withSegments(shard, tree, steps));
                    }
                });
        List<Verification> chains = new ArrayList<>();
        for (int shard = 0; shard < store.shards(); shard++) {
            for (SealChain chain : SealChain.values()) {
                chains.add(store.shard(shard).seals().verify(chain, steps::at));
                steps.done(store.shard(shard).seals().sealed(chain));
            }
        }
        List<IndexFinding> indexes = new ArrayList<>();
        for (int shard = 0; shard < store.shards(); shard++) {
            indexes.addAll(checkIndexes(shard, steps));
            steps.done(store.shard(shard).head());
        }
        Outcome outcome = new Outcome(clock.instant(), chains, trees, indexes);
        last.set(Optional.of(outcome));
        return outcome;
    }

    private TreeVerdict withSegments(int shard, TreeVerdict tree, Steps steps) {
        if (segments.isEmpty()) {
            return tree;
        }
        TreeVerdict all = segments.get().verify(shard, tree, steps::at);
        steps.done(segments.get().figures(shard).through());
        return all;
    }

    private List<IndexFinding> checkIndexes(int shard, Steps steps) {
        return notary.isEmpty()
                ? store.shard(shard).checkIndexes(steps::at)
                : notary.get()
                        .whileNothingRetires(
                                shard, () -> store.shard(shard).checkIndexes(steps::at));
    }

    private long total() {
        long total = 0;
        for (int shard = 0; shard < store.shards(); shard++) {
            for (SealChain chain : SealChain.values()) {
                total += store.shard(shard).seals().sealed(chain);
            }
            total += store.shard(shard).head();
            total += notary.isPresent() ? notary.get().signed(shard) : 0;
            total += segments.isPresent() ? segments.get().figures(shard).through() : 0;
        }
        return total;
    }

    /** How far all is, from how far each step is. */
    private static final class Steps {

        private final long total;
        private final Progress progress;
        private long done;

        Steps(long total, Progress progress) {
            this.total = total;
            this.progress = progress;
        }

        void at(long sequence) {
            progress.report(done + sequence, total);
        }

        void done(long sequences) {
            done += sequences;
        }
    }
}
