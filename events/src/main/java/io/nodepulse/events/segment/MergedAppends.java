package io.nodepulse.events.segment;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/** Several runs of appends as one, by sequence. */
final class MergedAppends implements Iterator<SegmentAppend> {

    private final PriorityQueue<Run> runs =
            new PriorityQueue<>(Comparator.comparingLong(run -> run.first.lastSequence()));

    /** What is left of a run. */
    private record Run(SegmentAppend first, Iterator<SegmentAppend> rest) {}

    MergedAppends(List<Iterator<SegmentAppend>> runs) {
        runs.forEach(this::add);
    }

    private void add(Iterator<SegmentAppend> run) {
        if (run.hasNext()) {
            runs.add(new Run(run.next(), run));
        }
    }

    @Override
    public boolean hasNext() {
        return !runs.isEmpty();
    }

    @Override
    public SegmentAppend next() {
        Run run = runs.poll();
        if (run == null) {
            throw new NoSuchElementException();
        }
        add(run.rest);
        return run.first;
    }
}
