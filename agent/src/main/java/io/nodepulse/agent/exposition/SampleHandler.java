package io.nodepulse.agent.exposition;

/** Takes the samples of a page in page order. */
public interface SampleHandler {

    /**
     * One sample. The object and the bytes behind it are reused for the next sample: copy what must
     * be kept.
     */
    void onSample(Sample sample);
}
