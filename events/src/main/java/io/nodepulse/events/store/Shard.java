package io.nodepulse.events.store;

import io.nodepulse.events.ShardToken;
import io.nodepulse.events.person.Keyring;
import io.nodepulse.events.person.PersonOpening;
import io.nodepulse.events.person.PersonSealing;
import io.nodepulse.events.segment.Erasure;
import io.nodepulse.events.segment.SegmentArchive;
import io.nodepulse.events.store.append.AppendObserver;
import io.nodepulse.events.store.append.AppendPipeline;
import io.nodepulse.events.store.append.Appender;
import io.nodepulse.events.store.append.AwaitedReplicas;
import io.nodepulse.events.store.archive.ShardArchive;
import io.nodepulse.events.store.deadletter.DeadLetters;
import io.nodepulse.events.store.entry.RawEntry;
import io.nodepulse.events.store.epoch.EpochHistory;
import io.nodepulse.events.store.epoch.GivenNumbers;
import io.nodepulse.events.store.history.ShardHistory;
import io.nodepulse.events.store.index.IndexCheck;
import io.nodepulse.events.store.index.IndexFinding;
import io.nodepulse.events.store.read.ArchivedStretch;
import io.nodepulse.events.store.read.EntryDecoder;
import io.nodepulse.events.store.read.IndexDamagedException;
import io.nodepulse.events.store.read.ScrapeIndex;
import io.nodepulse.events.store.read.ShardEpochs;
import io.nodepulse.events.store.read.ShardReader;
import io.nodepulse.events.store.read.StoredAppend;
import io.nodepulse.events.store.restore.ShardRestore;
import io.nodepulse.events.store.retention.Retention;
import io.nodepulse.events.store.seal.LegacySeals;
import io.nodepulse.events.store.seal.SealChain;
import io.nodepulse.events.store.stream.StreamSource;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;
import io.nodepulse.events.store.valkey.ShardKeys;
import io.nodepulse.events.wire.EntryFormat;

import org.redisson.api.RedissonClient;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * One shard: what stands in it, and what is done with it other than appending and reading by Axon.
 * All that works on the shard is shared by its engines. Thread-safe.
 */
public final class Shard {

    /**
     * Entries stand in the order in which they came, which is about that of their times: the oldest
     * scrape is looked for among so many.
     */
    private static final int OLDEST_AMONG = 100;

    private final RedissonClient redisson;
    private final ShardKeys keys;
    private final PersonSealing sealing;
    private final PersonOpening opening;
    private final ShardReader reader;
    private final EntryDecoder decoder;
    private final Appender appender;
    private final GivenNumbers given = new GivenNumbers();
    private final ShardEpochs epochs;
    private final DeadLetters deadLetters;
    private final LegacySeals seals;
    private final Retention retention;

    Shard(
            RedissonClient redisson,
            ShardKeys keys,
            EventStoreSettings settings,
            SegmentArchive archive,
            AppendObserver observer,
            Keyring persons) {
        this.redisson = redisson;
        this.sealing = new PersonSealing(persons);
        this.opening = new PersonOpening(persons);
        this.keys = keys;
        this.reader = new ShardReader(redisson, keys, new ShardArchive(archive, keys.shard()));
        this.decoder = new EntryDecoder(reader, keys.shard(), opening);
        this.appender =
                new Appender(
                        keys,
                        new AppendPipeline(
                                redisson,
                                keys,
                                new AwaitedReplicas(
                                        settings.replicas(), settings.replicasTimeout()),
                                given,
                                observer));
        this.epochs = new ShardEpochs(reader);
        this.deadLetters = new DeadLetters(redisson, keys, reader, decoder);
        this.seals = new LegacySeals(redisson, keys, reader);
        this.retention = new Retention(redisson, keys, reader, decoder, seals);
    }

    /** Sequence of the last event, 0 if there is none. */
    public long head() {
        return reader.head();
    }

    /** Retention removed the scrapes up to this sequence, as Valkey says. */
    public long trimmed() {
        return reader.headField("trimmed");
    }

    /** Retention removed the scrapes up to this sequence, and no segment has them. */
    public long gone() {
        return reader.history().gone();
    }

    /** What of it was erased by now, as its events say, oldest first. */
    public List<Erasure> erasures() {
        return history().erasures();
    }

    /**
     * The same for who verifies: nothing where the index of them is damaged, which {@link
     * #checkIndexes} says.
     */
    public List<Erasure> erasuresByIndex() {
        try {
            return erasures();
        } catch (IndexDamagedException e) {
            return List.of();
        }
    }

    /** Up to which sequence all is older than that time, which is a whole minute. */
    public long olderThan(Instant minute) {
        long head = head();
        long first = reader.times().firstSince(minute.toEpochMilli()).orElse(Long.MAX_VALUE);
        return Math.min(first - 1, head);
    }

    /** How the shard stands. */
    public ShardFigures figures() {
        return new ShardFigures(
                keys.shard(),
                head(),
                trimmed(),
                seals.sealed(SealChain.ALL),
                reader.size(),
                reader.bytes(),
                oldestScrapeAt(),
                deadLetters.count());
    }

    /** Of what can be had, here or from a segment. */
    private Optional<Instant> oldestScrapeAt() {
        EpochHistory history = reader.history();
        return history.gone() < history.trimmed()
                ? reader.archive().oldestScrapeAt()
                : oldestInValkey(history.trimmed());
    }

    /** Facts such as a registration are no samples, and agents that were away send late. */
    private Optional<Instant> oldestInValkey(long trimmed) {
        long through = trimmed;
        while (true) {
            List<RawEntry> page = reader.after(through, OLDEST_AMONG);
            Optional<Instant> oldest =
                    page.stream()
                            .filter(raw -> !EntryFormat.looksLikeFacts(raw.bytes()))
                            .flatMap(raw -> decoder.decodeIfKept(raw).stream())
                            .map(entry -> entry.message(entry.firstSequence()).timestamp())
                            .min(Instant::compareTo);
            if (oldest.isPresent() || page.size() < OLDEST_AMONG) {
                return oldest;
            }
            through = page.getLast().lastSequence();
        }
    }

    /** Appends that end after that sequence, oldest first, at most {@code limit}. */
    public List<StoredAppend> appends(long after, int limit) {
        List<RawEntry> found = reader.after(after, limit);
        found.stream()
                .filter(raw -> EntryFormat.looksLikeKeyframe(raw.bytes()))
                .forEach(decoder::isReadable); // kept, so that deltas may be decoded in any order
        return found.stream().map(raw -> new StoredAppend(raw, decoder)).toList();
    }

    /** What a segment has of what follows on that position, where it has all of it. */
    public Optional<ArchivedStretch> stretchAfter(ShardToken position) {
        return reader.stretchAfter(position, decoder);
    }

    /**
     * Recomputes all that is derived from the entries and compares it with what stands there.
     * Appends may go on meanwhile; nothing may be trimmed.
     *
     * @param progress told the sequence up to which the entries are read
     * @return what differs, nothing if all is as it must be
     */
    public List<IndexFinding> checkIndexes(LongConsumer progress) {
        return new IndexCheck(redisson, keys, reader).run(progress);
    }

    /** Whether numbers still mean what they meant. */
    public ShardEpochs epochs() {
        return epochs;
    }

    /** What was set aside. */
    public DeadLetters deadLetters() {
        return deadLetters;
    }

    /** What is old, and who still needs it. */
    public Retention retention() {
        return retention;
    }

    /** Fills the shard again from its segments, where it has nothing. */
    public ShardRestore restore() {
        return new ShardRestore(redisson, keys, reader);
    }

    /** The seals of before there were checkpoints. */
    public LegacySeals seals() {
        return seals;
    }

    boolean answers() {
        try {
            head();
            return true;
        } catch (EventStoreUnavailableException e) {
            return false;
        }
    }

    /** How many appends wait for a call that is under way. */
    int waitingAppends() {
        return appender.waiting();
    }

    ShardKeys keys() {
        return keys;
    }

    ShardReader reader() {
        return reader;
    }

    EntryDecoder decoder() {
        return decoder;
    }

    PersonSealing sealing() {
        return sealing;
    }

    Appender appender() {
        return appender;
    }

    StreamSource streamSource() {
        return new StreamSource(keys.events(), reader, decoder, given, deadLetters);
    }

    ShardHistory history() {
        return new ShardHistory(keys, reader, decoder, new ScrapeIndex(redisson, keys));
    }
}
