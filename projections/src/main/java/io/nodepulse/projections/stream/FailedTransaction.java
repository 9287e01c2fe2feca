package io.nodepulse.projections.stream;

import org.axonframework.messaging.core.unitofwork.transaction.Transaction;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A transaction that could not begin. While it is bound to the thread no statement can run there,
 * not even outside of any transaction: each fails with the reason, and so does the commit.
 */
final class FailedTransaction implements Transaction {

    private final Object dataSource;
    private final TransactionException reason;
    private boolean bound = true;

    private FailedTransaction(Object dataSource, TransactionException reason) {
        this.dataSource = dataSource;
        this.reason = reason;
    }

    /** Bound to this thread until it is committed or rolled back. */
    static FailedTransaction bind(Object dataSource, TransactionException reason) {
        TransactionSynchronizationManager.bindResource(
                dataSource,
                new ConnectionHolder(
                        () -> {
                            throw reason;
                        }));
        return new FailedTransaction(dataSource, reason);
    }

    @Override
    public void commit() {
        rollback();
        throw reason;
    }

    @Override
    public void rollback() {
        if (bound) {
            TransactionSynchronizationManager.unbindResource(dataSource);
            bound = false;
        }
    }
}
