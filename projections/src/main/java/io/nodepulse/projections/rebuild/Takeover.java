package io.nodepulse.projections.rebuild;

import io.nodepulse.projections.stream.PositionKeeper;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes rebuilds to their end, step by step: what was made takes the place of what is served. Until
 * then, and after, everything is served from whole tables. Not thread-safe.
 */
final class Takeover {

    /** The switch is tried from this many events behind on: they take a moment to project. */
    private static final long SWITCH_FROM = 100_000;

    private static final Duration LONGEST_REST = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(Takeover.class);

    /** Numbers of those that have caught up, and are only to be compared. */
    private final Set<Long> heldBack = new HashSet<>();

    private final RestingProjections served;
    private final RebuildRegister register;
    private final RebuildTokens tokens;
    private final RebuildTables tables;
    private final PartSwitch parts;
    private final RebuildMeter meter;
    private final PositionKeeper positions;

    Takeover(
            RestingProjections served,
            RebuildRegister register,
            RebuildTokens tokens,
            RebuildTables tables,
            PartSwitch parts,
            RebuildMeter meter,
            PositionKeeper positions) {
        this.served = served;
        this.register = register;
        this.tokens = tokens;
        this.tables = tables;
        this.parts = parts;
        this.meter = meter;
        this.positions = positions;
    }

    /** Whether it has caught up, and waits for somebody to decide. */
    boolean isHeldBack(Rebuild rebuild) {
        return heldBack.contains(rebuild.number());
    }

    /** It is over here. */
    void forget(Rebuild rebuild) {
        heldBack.remove(rebuild.number());
    }

    /**
     * Takes one step.
     *
     * @return whether it has ended, and what was made serves
     */
    boolean advance(Rebuild rebuild, Begun begun) {
        if (!rebuild.scope().isWhole()) {
            // What it has looked through is how far it is: written down more often than else.
            positions.keep(List.of(rebuild.projection()));
        }
        if (begun.held()) {
            if (!tokens.isBehind(rebuild, rebuild.shards())) {
                heldBack.add(rebuild.number());
            }
            return false;
        }
        heldBack.remove(rebuild.number());
        @Nullable Duration resting = begun.restingFor();
        if (resting == null) {
            served.wake(rebuild.name());
        } else {
            served.rest(rebuild.name(), rebuild.shards());
        }
        return rebuild.scope().isWhole()
                ? advanceWhole(rebuild, resting)
                : advancePart(rebuild, resting);
    }

    /**
     * Near the end the served projection rests, while the new tables take the last events, and goes
     * on in them.
     */
    private boolean advanceWhole(Rebuild rebuild, @Nullable Duration resting) {
        if (resting == null) {
            if (meter.progress(rebuild).hasCaughtUp(SWITCH_FROM)) {
                register.rest(rebuild.number());
            }
            return false;
        }
        if (!tokens.isBehind(rebuild, rebuild.shards())) {
            return switchOver(rebuild);
        }
        wakeAfter(rebuild, resting);
        return false;
    }

    private void wakeAfter(Rebuild rebuild, Duration resting) {
        if (resting.compareTo(LONGEST_REST) > 0) {
            register.wake(rebuild.number());
        }
    }

    private boolean switchOver(Rebuild rebuild) {
        rebuild.projection().stop().join();
        boolean done = false;
        try {
            done = tables.switchOver(rebuild);
        } finally {
            if (!done) {
                rebuild.projection().start();
            }
        }
        return done;
    }

    /** Where that does without, the served projection does not even rest. */
    private boolean advancePart(Rebuild rebuild, @Nullable Duration resting) {
        if (!meter.progress(rebuild).hasCaughtUp(SWITCH_FROM)) {
            return false;
        }
        PartSwitch.Outcome outcome = parts.advance(rebuild);
        if (outcome == PartSwitch.Outcome.DONE) {
            return tables.cancel(rebuild.kind());
        }
        if (resting != null) {
            wakeAfter(rebuild, resting);
        } else if (outcome == PartSwitch.Outcome.BEHIND) {
            log.debug("{} rests, so that a part of it can be replaced", rebuild.name());
            register.rest(rebuild.number());
        }
        return false;
    }
}
