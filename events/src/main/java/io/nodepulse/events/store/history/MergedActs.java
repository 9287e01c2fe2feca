package io.nodepulse.events.store.history;

import static java.util.Comparator.comparing;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The acts of all shards in one order, newest first. Not thread-safe. */
final class MergedActs implements Iterator<RecordedAct> {

    private final List<ActHistory> shards;

    MergedActs(List<ActHistory> shards) {
        this.shards = shards;
    }

    @Override
    public boolean hasNext() {
        return newest().isPresent();
    }

    @Override
    public RecordedAct next() {
        return newest().orElseThrow(NoSuchElementException::new).next();
    }

    private Optional<ActHistory> newest() {
        return shards.stream().filter(ActHistory::hasNext).max(comparing(ActHistory::nextAt));
    }
}
