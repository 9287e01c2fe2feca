package io.nodepulse.access.gate;

import io.nodepulse.access.rule.Load;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many calls are answered at a time, {@code nodepulse.access.calls.*}, by each instance; 0 for
 * any number. Agents are not counted: pushes have limits of their own, and come first.
 *
 * @param readsPerCaller questions to the read model
 * @param exportsPerCaller reading of histories, also page by page
 * @param exports the same, of all callers together: what is left over is for pushes
 * @param livePerCaller open live streams
 * @param live the same, of all callers together
 */
public record CallLimits(
        @DefaultValue("100") int readsPerCaller,
        @DefaultValue("3") int exportsPerCaller,
        @DefaultValue("6") int exports,
        @DefaultValue("50") int livePerCaller,
        @DefaultValue("2000") int live) {

    public CallLimits {
        if (readsPerCaller < 0
                || exportsPerCaller < 0
                || exports < 0
                || livePerCaller < 0
                || live < 0) {
            throw new IllegalArgumentException("a number of calls must be at least 0");
        }
    }

    int perCaller(Load load) {
        return switch (load) {
            case LIGHT -> 0;
            case READ -> readsPerCaller;
            case EXPORT -> exportsPerCaller;
            case LIVE -> livePerCaller;
        };
    }

    int ofAll(Load load) {
        return switch (load) {
            case LIGHT, READ -> 0;
            case EXPORT -> exports;
            case LIVE -> live;
        };
    }
}
