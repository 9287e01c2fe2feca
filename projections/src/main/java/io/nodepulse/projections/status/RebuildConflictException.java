package io.nodepulse.projections.status;

/** What was asked for does not fit the rebuild that is, or is not, under way. */
final class RebuildConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RebuildConflictException(String message) {
        super(message);
    }
}
