package io.nodepulse.events.store.read;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.ShardToken;
import io.nodepulse.events.store.epoch.Continuity;
import io.nodepulse.events.store.epoch.EpochHistory;
import io.nodepulse.events.store.epoch.EpochStart;
import io.nodepulse.events.store.epoch.Knowledge;
import io.nodepulse.events.store.epoch.LostEvents;
import io.nodepulse.events.store.epoch.ShardMarker;
import io.nodepulse.events.store.epoch.ShardStanding;
import io.nodepulse.events.store.epoch.StreamBreak;

import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.messaging.eventstreaming.Tag;

import java.util.List;
import java.util.Optional;

/**
 * What the epochs of one shard mean to whoever has read of it, or remembers something of it. Each
 * call reads the shard anew. Thread-safe.
 */
public final class ShardEpochs {

    private final ShardReader reader;

    public ShardEpochs(ShardReader reader) {
        this.reader = reader;
    }

    /** Where the epochs began, oldest first. */
    public List<EpochStart> starts() {
        return reader.history().starts();
    }

    /** What the shard lost of what was acknowledged, as far as it knows, oldest first. */
    public List<LostEvents> lost() {
        return reader.history().lost();
    }

    /**
     * How the shard stands, seen from that position. Where the position is of events that it has
     * lost, the shard is told.
     */
    public ShardStanding standing(ShardToken position) {
        EpochHistory history = reader.history();
        Optional<StreamBreak> broken = Continuity.breakAt(position, history);
        broken.ifPresent(reader::report);
        long head = history.head();
        long after = head - position.sequence();
        return new ShardStanding(
                head,
                Math.max(0, after - history.unusedBetween(position.sequence(), head)),
                broken);
    }

    /**
     * From where that reader can go on, with what cannot be read any more given up.
     *
     * @param found what keeps it from going on
     */
    public ShardToken repaired(ShardToken position, StreamBreak found) {
        return Continuity.repaired(position, found, reader.history());
    }

    /** Numbers were given out up to that one, whatever the shard's head says. */
    public void reportGiven(long sequence) {
        reader.reportGiven(sequence);
    }

    /**
     * How what was read up to a marker, of the events with that tag, stands to what the shard holds
     * now: one short read.
     */
    public Knowledge knowledgeOf(Tag tag, ConsistencyMarker asOf) {
        ShardMarker head = reader.marker();
        Epoch epoch = ShardMarker.epochOf(asOf).orElse(head.epoch());
        long sequence = ShardMarker.sequenceOf(asOf);
        boolean same =
                epoch.equals(head.epoch())
                        ? sequence <= head.sequence()
                        : reader.history().endOf(epoch).orElse(-1) >= sequence;
        if (!same) {
            return Knowledge.OF_ANOTHER_HISTORY;
        }
        // A marker of an epoch that has ended is renewed, so that this is asked once.
        return !epoch.equals(head.epoch()) || reader.tags().anyAfter(tag, sequence)
                ? Knowledge.BEHIND
                : Knowledge.COMPLETE;
    }
}
