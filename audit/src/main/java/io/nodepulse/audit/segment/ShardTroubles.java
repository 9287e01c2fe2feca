package io.nodepulse.audit.segment;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/** What is wrong with the segments of one shard at the moment. Thread-safe. */
final class ShardTroubles {

    private volatile @Nullable String foreign;
    private volatile @Nullable String failure;
    private volatile @Nullable String awaiting;
    private volatile @Nullable String unerased;
    private volatile List<String> defects = List.of();

    /** The folder is not of what is signed; that stays until the next start. */
    void foreign(String why) {
        foreign = why;
    }

    Optional<String> foreign() {
        return Optional.ofNullable(foreign);
    }

    /** Why the last round made none, or null. */
    void failure(@Nullable String why) {
        failure = why;
    }

    /** Why the last round did not bring all to the bucket, or null. */
    void awaiting(@Nullable String why) {
        awaiting = why;
    }

    /** From which segment nothing can be erased and why, or null. */
    void unerased(@Nullable String why) {
        unerased = why;
    }

    /** Objects that are not what they were, and cannot be made again. */
    void defects(List<String> found) {
        defects = List.copyOf(found);
    }

    List<String> defects() {
        return defects;
    }

    /** The first of them. */
    Optional<String> first() {
        return foreign()
                .or(() -> Optional.ofNullable(failure))
                .or(() -> Optional.ofNullable(awaiting))
                .or(() -> Optional.ofNullable(unerased))
                .or(() -> defects.stream().findFirst());
    }
}
