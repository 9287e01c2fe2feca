package io.nodepulse.events.wire;

import io.nodepulse.events.Epoch;

import org.jspecify.annotations.Nullable;

/** Finds the keyframe that a delta entry refers to. */
@FunctionalInterface
public interface Keyframes {

    /**
     * The keyframe whose last event has that sequence number.
     *
     * @param epoch the epoch that it was appended in, or null where the entry does not say it
     * @throws MalformedEntryException if there is none
     */
    Keyframe find(@Nullable Epoch epoch, long lastSequence);
}
