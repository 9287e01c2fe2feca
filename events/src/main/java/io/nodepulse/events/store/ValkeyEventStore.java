package io.nodepulse.events.store;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.EventTypes;
import io.nodepulse.events.ShardToken;
import io.nodepulse.events.wire.EntryFormat;

import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * The event store of the whole system: a connection to Valkey and one storage engine per shard. A
 * server's events all live in the shard of its id. Thread-safe; closing ends every open stream.
 */
public final class ValkeyEventStore implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ValkeyEventStore.class);

    private final RedissonClient redisson;
    private final ExecutorService executor;
    private final Set<TailStream> openStreams = ConcurrentHashMap.newKeySet();
    private final List<Shard> shards;

    private ValkeyEventStore(
            RedissonClient redisson, EventStoreSettings settings, AppendObserver observer) {
        this.redisson = redisson;
        this.executor = Executors.newVirtualThreadPerTaskExecutor();
        this.shards =
                IntStream.range(0, settings.shards())
                        .mapToObj(shard -> new ShardKeys(settings.namespace(), shard))
                        .map(keys -> Shard.of(redisson, keys, settings, observer))
                        .toList();
    }

    /** The store, with nobody who hears of its appends. */
    public static ValkeyEventStore open(EventStoreSettings settings) {
        return open(settings, (appends, took) -> {});
    }

    /**
     * Connects, brings the append function to Valkey, and checks that the store has that many
     * shards.
     *
     * @param observer hears of each call that brought appends
     * @throws EventStoreUnavailableException if Valkey cannot be reached
     * @throws IllegalArgumentException if the store was made with another number of shards
     */
    public static ValkeyEventStore open(EventStoreSettings settings, AppendObserver observer) {
        RedissonClient redisson;
        try {
            redisson = Redisson.create(ValkeyConnection.config(settings));
        } catch (RedisException e) {
            throw new EventStoreUnavailableException("cannot reach Valkey: " + e.getMessage(), e);
        }
        try {
            StoreFormat.claim(redisson, settings);
            ValkeyEventStore store = new ValkeyEventStore(redisson, settings, observer);
            store.prepareShards(settings);
            return store;
        } catch (RuntimeException e) {
            redisson.shutdown();
            throw e;
        }
    }

    /** A shard that does not answer gets the functions with the first append that it takes. */
    private void prepareShards(EventStoreSettings settings) {
        List<CompletableFuture<Void>> brought =
                shards.stream()
                        .map(
                                shard ->
                                        CompletableFuture.runAsync(
                                                () -> prepare(shard, settings), executor))
                        .toList();
        brought.forEach(CompletableFuture::join);
    }

    private void prepare(Shard shard, EventStoreSettings settings) {
        try {
            new FunctionLibrary(redisson, shard.keys().head()).ensure();
            StoreFormat.copyTo(redisson, shard.keys(), settings);
        } catch (EventStoreUnavailableException e) {
            log.warn("{} does not answer yet: {}", shard.keys().head(), e.getMessage());
        }
    }

    /** The shards that do not answer at the moment. */
    public List<Integer> shardsAway() {
        List<CompletableFuture<Boolean>> answers =
                shards.stream()
                        .map(shard -> CompletableFuture.supplyAsync(() -> answers(shard), executor))
                        .toList();
        return IntStream.range(0, shards.size())
                .filter(shard -> !answers.get(shard).join())
                .boxed()
                .toList();
    }

    private static boolean answers(Shard shard) {
        try {
            shard.reader().head();
            return true;
        } catch (EventStoreUnavailableException e) {
            return false;
        }
    }

    /** How many shards the store has. */
    public int shards() {
        return shards.size();
    }

    /** How many appends of this process wait for a call that is under way. */
    public int waitingAppends() {
        return shards.stream().mapToInt(shard -> shard.appender().waiting()).sum();
    }

    /** The shard of that server: the same on every node, for as long as the store exists. */
    public int shardOf(UUID serverId) {
        long bits = serverId.getMostSignificantBits() ^ serverId.getLeastSignificantBits();
        return Math.floorMod(Long.hashCode(bits * 0x9E3779B97F4A7C15L), shards.size());
    }

    /** Axon's engine of that shard, with a token per event. */
    public EventStorageEngine engine(int shard) {
        return engine(shard, TokenGranularity.EVENT);
    }

    /** Axon's engine of that shard, with tokens of that granularity. */
    public EventStorageEngine engine(int shard, TokenGranularity granularity) {
        return new ValkeyStreamEngine(shards.get(shard), executor, openStreams, granularity);
    }

    /** Sequence of the last event of that shard, 0 if there is none. */
    public long head(int shard) {
        return shards.get(shard).reader().head();
    }

    /** What was set aside in that shard. */
    public DeadLetters deadLetters(int shard) {
        return shards.get(shard).deadLetters();
    }

    /**
     * Sets the entry of that event aside for a stage that cannot work on it.
     *
     * @param stage the projection's name
     */
    public void setAside(int shard, long sequence, String stage, String reason) {
        shards.get(shard)
                .reader()
                .holding(sequence)
                .ifPresent(entry -> deadLetters(shard).setAside(entry, stage, reason));
    }

    /**
     * How many entries of that shard a stage could not work on, and how many could not be read that
     * may hold events it wants.
     */
    public long deadLetters(int shard, String stage, EventCriteria wanted) {
        return deadLetters(shard).count(stage, new EntryFilter(wanted));
    }

    /**
     * A stage has worked on all events of that shard again, under another name. What it could work
     * on this time is no longer set aside.
     *
     * @param retry the name under which it did
     * @param wanted the events that it wants
     */
    public void retried(int shard, String stage, String retry, EventCriteria wanted) {
        EntryDecoder decoder = shards.get(shard).decoder();
        deadLetters(shard).retried(stage, retry, new EntryFilter(wanted), decoder::isReadable);
    }

    /** That stage is gone for good, and what it set aside with it. */
    public void forgetDeadLetters(int shard, String stage) {
        deadLetters(shard).forget(stage);
    }

    /**
     * The samples of that server and exporter that were taken in {@code [from, to]}, oldest first,
     * read as it is iterated.
     *
     * @param after samples up to this sequence are passed over; 0 for none
     */
    public Iterator<HistoryItem> history(
            UUID serverId, Exporter exporter, Instant from, Instant to, long after) {
        Shard shard = shards.get(shardOf(serverId));
        return new ServerHistory(
                shard, shard.scrapeIndex().between(serverId, exporter, from, to), after);
    }

    /** Whether that server was ever registered. */
    public boolean isRegistered(UUID serverId) {
        return shards.get(shardOf(serverId))
                .reader()
                .anyTagged(EventTypes.serverTag(serverId.toString()));
    }

    /**
     * How what was read up to a marker of that shard, of the events with that tag, stands to what
     * the shard holds now: one short read.
     */
    public Knowledge knowledgeOf(int shard, Tag tag, ConsistencyMarker asOf) {
        ShardReader reader = shards.get(shard).reader();
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
        return !epoch.equals(head.epoch()) || reader.anyTaggedAfter(tag, sequence)
                ? Knowledge.BEHIND
                : Knowledge.COMPLETE;
    }

    /** How what is remembered of a shard stands to what it holds. */
    public enum Knowledge {
        /** There is nothing more. */
        COMPLETE,
        /** There is more, after what is remembered. */
        BEHIND,
        /** Some of what is remembered is not there any more: it has to be read anew. */
        OF_ANOTHER_HISTORY
    }

    /**
     * How that shard stands, seen from that position. Where the position is ahead of it, the shard
     * is told, so that it does not give those numbers to other events.
     */
    public ShardStanding standing(int shard, ShardToken position) {
        ShardReader reader = shards.get(shard).reader();
        EpochHistory history = reader.history();
        Optional<StreamBreak> broken = Continuity.breakAt(position, history);
        if (broken.filter(found -> found.kind() == StreamBreak.Kind.AHEAD).isPresent()) {
            reader.reportGiven(position.sequence());
        }
        long head = history.head();
        long after = head - position.sequence();
        return new ShardStanding(
                head, Math.max(0, after - history.lostBetween(position.sequence(), head)), broken);
    }

    /** Numbers of that shard were given out up to that one, whatever its head says. */
    public void reportGiven(int shard, long sequence) {
        shards.get(shard).reader().reportGiven(sequence);
    }

    /**
     * From where that reader of that shard can go on, with what cannot be read any more given up.
     *
     * @param found what keeps it from going on
     */
    public ShardToken repaired(int shard, ShardToken position, StreamBreak found) {
        return Continuity.repaired(position, found, shards.get(shard).reader().history());
    }

    /** Appends of that shard that end after that sequence, oldest first, at most {@code limit}. */
    public List<StoredAppend> appends(int shard, long after, int limit) {
        EntryDecoder decoder = shards.get(shard).decoder();
        List<RawEntry> found = shards.get(shard).reader().after(after, limit);
        found.stream()
                .filter(raw -> EntryFormat.looksLikeKeyframe(raw.bytes()))
                .forEach(decoder::isReadable); // kept, so that deltas may be decoded in any order
        return found.stream().map(raw -> new StoredAppend(raw, decoder)).toList();
    }

    /** Retention removed the scrapes of that shard up to this sequence, as Valkey says. */
    public long trimmed(int shard) {
        return shards.get(shard).reader().headField("trimmed");
    }

    /** Where the epochs of that shard began, oldest first. */
    public List<EpochStart> epochs(int shard) {
        return shards.get(shard).reader().history().starts();
    }

    /** What that shard lost of what was acknowledged, as far as it knows, oldest first. */
    public List<LostEvents> lost(int shard) {
        return shards.get(shard).reader().history().lost();
    }

    /** Up to where each consumer of that shard needs nothing any more, by its name. */
    public Map<String, Long> passed(int shard) {
        return shards.get(shard).retention().passed();
    }

    /** What administrators did, newest first, read as it is iterated. */
    public Iterator<RecordedAct> acts() {
        return new MergedActs(
                shards.stream().map(shard -> ActHistory.of(shard, redisson)).toList());
    }

    /** The connection, for what is kept in Valkey beside the events. It closes with the store. */
    public RedissonClient connection() {
        return redisson;
    }

    /** How that shard stands. */
    public ShardFigures figures(int shard) {
        return shards.get(shard).figures();
    }

    /** The chain of before there were checkpoints covers everything up to this sequence. */
    public long sealed(int shard, SealChain chain) {
        return shards.get(shard).seals().sealed(chain);
    }

    /**
     * Recomputes a chain of seals.
     *
     * @param progress told the sequence up to which all is verified
     */
    public Verification verify(int shard, SealChain chain, LongConsumer progress) {
        Shard verified = shards.get(shard);
        return new LegacySealVerifier(shard, verified.reader(), verified.seals())
                .verify(chain, progress);
    }

    /**
     * Recomputes all that is derived from the entries of that shard and compares it with what
     * stands there. Appends may go on meanwhile; nothing may be trimmed.
     *
     * @param progress told the sequence up to which the entries are read
     * @return what differs, nothing if all is as it must be
     */
    public List<IndexFinding> checkIndexes(int shard, LongConsumer progress) {
        Shard checked = shards.get(shard);
        return new IndexCheck(redisson, checked.keys(), checked.reader()).run(progress);
    }

    /**
     * That consumer needs nothing up to that sequence any more. From its first report on, retention
     * waits for it; it never goes back.
     */
    public void reportPassed(int shard, String consumer, long sequence) {
        shards.get(shard).retention().passed(consumer, sequence);
    }

    /** The consumer is gone for good: retention waits for it no more. */
    public void forgetConsumer(int shard, String consumer) {
        shards.get(shard).retention().forget(consumer);
    }

    /**
     * Up to which sequence the scrapes of that shard are older, trimmed ones included.
     *
     * @throws IndexDamagedException if the index of times points beyond scrapes that are not
     */
    public long retirable(int shard, Instant olderThan) {
        return shards.get(shard).retention().retirable(olderThan);
    }

    /**
     * Removes the scrapes of that shard that are older, as far as every consumer has passed them.
     *
     * @param most nothing after this sequence goes
     * @return how many entries went
     */
    public long trim(int shard, Instant olderThan, long most) {
        Shard trimmed = shards.get(shard);
        long removed = trimmed.retention().trim(olderThan, most);
        trimmed.seals().drop(SealChain.ALL, trimmed.reader().headField("trimmed"));
        return removed;
    }

    @Override
    public void close() {
        List.copyOf(openStreams).forEach(TailStream::close);
        redisson.shutdown();
        executor.shutdownNow();
    }
}
