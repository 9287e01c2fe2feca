package io.nodepulse.projections.readmodel;

/**
 * What a projector remembered of servers is not what the tables hold: another instance has
 * projected them since. The batch is rolled back, and begins again from the tables.
 */
public final class StaleStateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StaleStateException(int servers) {
        super("the live rows of " + servers + " servers have changed under the projector");
    }
}
