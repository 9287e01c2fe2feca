package io.nodepulse.events;

/** One sample as the event that it is. */
public sealed interface SampleEvent extends Sampled permits GroupSample, FigureSample {

    @Override
    default int size() {
        return 1;
    }
}
