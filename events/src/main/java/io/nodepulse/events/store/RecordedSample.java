package io.nodepulse.events.store;

import io.nodepulse.events.SampleEvent;

/**
 * A sample with its place in the history.
 *
 * @param shard the shard it stands in
 * @param sequence its number there
 * @param sample what was sampled
 */
public record RecordedSample(int shard, long sequence, SampleEvent sample) {}
