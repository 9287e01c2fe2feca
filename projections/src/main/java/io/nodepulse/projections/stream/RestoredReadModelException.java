package io.nodepulse.projections.stream;

/** The read model is older than what was committed to it, as after a restore from a backup. */
final class RestoredReadModelException extends IllegalStateException {

    RestoredReadModelException(String processor, long stored, long committed) {
        super(
                "the read model went back: %s had committed event %d, and its token is at %d"
                        .formatted(processor, committed, stored));
    }
}
