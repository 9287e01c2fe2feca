package io.nodepulse.access.caller;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.administration.AdministrationEvent;
import io.nodepulse.events.administration.DataExported;
import io.nodepulse.events.administration.SignInFailed;
import io.nodepulse.events.administration.SignedIn;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Writes down what may happen often: who signed in, what failed, what was exported. What is alike
 * within a minute is one event that says how often, so that nobody fills the history; a sign-in
 * that is the first of its minute is on disk before it is answered. At most {@value #MAX_KINDS}
 * kinds a minute are kept, the rest is counted in {@code nodepulse_access_acts_dropped_total}.
 * Thread-safe.
 */
public final class ActTally implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ActTally.class);

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MAX_KINDS = 500;

    private final AuditLog auditLog;
    private final LateActors late;
    private final Counter dropped;
    private final ScheduledExecutorService flushing =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("act-tally").factory());
    private Map<Object, Count> counts = new LinkedHashMap<>();

    /** Makes the event of what happened so often. */
    private interface Act {
        AdministrationEvent of(int times, int addresses, Instant at);

        /** The same of something that was tried on somebody, who may have been erased since. */
        default Act late(LateActors actors) {
            return this;
        }
    }

    private record Failure(String target) implements Act {
        @Override
        public AdministrationEvent of(int times, int addresses, Instant at) {
            return new SignInFailed(target, times, addresses, at);
        }

        @Override
        public Act late(LateActors actors) {
            return new Failure(actors.named(target));
        }
    }

    /** What is alike. */
    private record Alike(Class<?> act, String actor, String what, String address) {}

    private static final class Count {
        private final Act act;
        private final Set<String> addresses = new HashSet<>();
        private Actor last;
        private int times;

        Count(Act act, Actor first) {
            this.act = act;
            this.last = first;
        }

        void add(Actor actor) {
            last = actor;
            times++;
            if (addresses.size() < SignInFailed.MAX_ADDRESSES) {
                addresses.add(actor.address());
            }
        }
    }

    public ActTally(AuditLog auditLog, LateActors late, MeterRegistry meters) {
        this.auditLog = auditLog;
        this.late = late;
        this.dropped =
                Counter.builder("nodepulse.access.acts.dropped")
                        .description("Acts that were not written down")
                        .register(meters);
        flushing.scheduleWithFixedDelay(
                this::flush, MINUTE.toMillis(), MINUTE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Somebody signed in.
     *
     * @param subject see {@link SignedIn}
     */
    public void signedIn(Actor actor, @Nullable String subject) {
        Act act = (times, addresses, at) -> new SignedIn(subject, times, at);
        Alike alike =
                new Alike(SignedIn.class, actor.name(), String.valueOf(subject), actor.address());
        if (!counts(alike, act, actor)) {
            auditLog.record(actor, at -> act.of(1, 1, at));
        }
    }

    /** The first is written by who asks, and only what follows is counted. */
    private synchronized boolean counts(Alike alike, Act act, Actor actor) {
        Count known = counts.get(alike);
        if (known == null) {
            if (counts.size() < MAX_KINDS) {
                counts.put(alike, new Count(act, actor));
                return false;
            }
            dropped.increment();
            return true;
        }
        known.add(actor);
        return true;
    }

    /**
     * Somebody was not let in.
     *
     * @param target see {@link SignInFailed}
     */
    public void failed(String target, String address) {
        add(
                new Alike(SignInFailed.class, "", target, ""),
                new Failure(target),
                new Actor(Actor.ANONYMOUS, address));
    }

    /**
     * Data leaves in a file's format; the caller of this thread's request asked for it.
     *
     * @param what see {@link DataExported}
     * @param address where it goes if nobody is signed in
     */
    public void exported(String what, String format, String address) {
        Actor actor = Caller.ifAny().map(Caller::actor).orElse(new Actor(Actor.ANONYMOUS, address));
        add(
                new Alike(DataExported.class, actor.name(), what + "." + format, actor.address()),
                (times, addresses, at) -> new DataExported(what, format, times, at),
                actor);
    }

    private synchronized void add(Alike alike, Act act, Actor actor) {
        Count count = counts.get(alike);
        if (count == null) {
            if (counts.size() == MAX_KINDS) {
                dropped.increment();
                return;
            }
            count = new Count(act, actor);
            counts.put(alike, count);
        }
        count.add(actor);
    }

    /** Writes down what was counted until now. */
    public void flush() {
        Map<Object, Count> ended;
        synchronized (this) {
            ended = counts;
            counts = new LinkedHashMap<>();
        }
        ended.values().stream().filter(count -> count.times > 0).forEach(this::write);
    }

    private void write(Count count) {
        try {
            Act act = count.act.late(late);
            auditLog.record(
                    late.of(count.last), at -> act.of(count.times, count.addresses.size(), at));
        } catch (EventStoreUnavailableException e) {
            dropped.increment(count.times);
            log.warn("{} acts were not written down: {}", count.times, e.getMessage());
        } catch (RuntimeException e) {
            dropped.increment(count.times);
            log.warn("{} acts were not written down", count.times, e);
        }
    }

    /** Writes down the rest. */
    @Override
    public void close() {
        flushing.shutdown();
        flush();
    }
}
