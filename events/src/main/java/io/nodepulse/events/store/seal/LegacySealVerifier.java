package io.nodepulse.events.store.seal;

import io.nodepulse.events.store.entry.RawEntry;
import io.nodepulse.events.store.read.ShardReader;
import io.nodepulse.events.store.seal.Seal.SealedEntry;
import io.nodepulse.events.store.seal.Verification.Defect;
import io.nodepulse.events.store.seal.Verification.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Recomputes a chain of one shard from the entries that are there. */
record LegacySealVerifier(int shard, ShardReader reader, LegacySeals legacy) {

    private static final int SEALS_PER_READ = 16;

    /**
     * @param progress told the sequence up to which all is verified
     */
    Verification verify(SealChain chain, LongConsumer progress) {
        String previous = legacy.anchor(chain);
        long trimmed = reader.headField("trimmed");
        long position = 0;
        long seals = 0;
        long entries = 0;
        List<Seal> page = legacy.after(chain, position, SEALS_PER_READ);
        while (!page.isEmpty()) {
            for (Seal seal : page) {
                // what retention took away cannot be recomputed; its hash still carries the chain
                if (chain == SealChain.FACTS || seal.from() >= trimmed) {
                    Optional<Defect> defect = check(chain, seal, previous);
                    if (defect.isPresent()) {
                        return new Verification(shard, chain, seals, entries, previous, defect);
                    }
                    seals++;
                    entries += seal.entries().size();
                }
                previous = seal.hash();
                position = seal.to();
                progress.accept(position);
            }
            page = legacy.after(chain, position, SEALS_PER_READ);
        }
        return new Verification(
                shard, chain, seals, entries, previous, unsealedEnd(chain, position));
    }

    /** The seals of {@link SealChain#ALL} reach as far as the head says, or some are gone. */
    private Optional<Defect> unsealedEnd(SealChain chain, long position) {
        long sealed = legacy.sealed(chain);
        return chain == SealChain.ALL && position < sealed && sealed > reader.headField("trimmed")
                ? Optional.of(new Defect(Kind.SEAL_BROKEN, sealed))
                : Optional.empty();
    }

    private Optional<Defect> check(SealChain chain, Seal seal, String previous) {
        List<RawEntry> found = entries(chain, seal);
        Seal recomputed = Seal.over(seal.from(), seal.to(), previous, found);
        if (recomputed.equals(seal)) {
            return Optional.empty();
        }
        return Optional.of(
                firstDifference(seal.entries(), recomputed.entries())
                        .orElse(new Defect(Kind.SEAL_BROKEN, seal.to())));
    }

    private List<RawEntry> entries(SealChain chain, Seal seal) {
        List<RawEntry> found = new ArrayList<>();
        long position = seal.from();
        List<RawEntry> page = reader.between(position, seal.to(), LegacySeals.RANGE_ENTRIES);
        while (!page.isEmpty()) {
            page.stream().filter(chain::covers).forEach(found::add);
            position = page.getLast().lastSequence();
            page = reader.between(position, seal.to(), LegacySeals.RANGE_ENTRIES);
        }
        return found;
    }

    static Optional<Defect> firstDifference(List<SealedEntry> sealed, List<SealedEntry> found) {
        for (int i = 0; i < Math.max(sealed.size(), found.size()); i++) {
            if (i >= found.size()) {
                return defect(Kind.MISSING, sealed.get(i));
            } else if (i >= sealed.size()) {
                return defect(Kind.ADDED, found.get(i));
            } else if (sealed.get(i).lastSequence() < found.get(i).lastSequence()) {
                return defect(Kind.MISSING, sealed.get(i));
            } else if (sealed.get(i).lastSequence() > found.get(i).lastSequence()) {
                return defect(Kind.ADDED, found.get(i));
            } else if (!sealed.get(i).equals(found.get(i))) {
                return defect(Kind.ALTERED, found.get(i));
            }
        }
        return Optional.empty();
    }

    private static Optional<Defect> defect(Kind kind, SealedEntry entry) {
        return Optional.of(new Defect(kind, entry.lastSequence()));
    }
}
