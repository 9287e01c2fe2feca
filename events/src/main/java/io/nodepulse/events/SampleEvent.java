package io.nodepulse.events;

/** One sample as the event that it is. */
public sealed interface SampleEvent extends Sampled permits ProcessSampled, FigureSample {

    @Override
    default int size() {
        return 1;
    }
}
