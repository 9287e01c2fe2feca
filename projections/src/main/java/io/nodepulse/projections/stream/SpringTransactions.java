package io.nodepulse.projections.stream;

import org.axonframework.messaging.core.unitofwork.transaction.Transaction;
import org.axonframework.messaging.core.unitofwork.transaction.TransactionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * Spring's transactions for Axon's units of work. They are bound to the thread. A transaction that
 * cannot begin, as while the database is away, is a {@link FailedTransaction}: Axon 5.0.1 waits for
 * ever for the result of a unit of work whose transaction throws at its start, and whoever waits is
 * the coordinator of a shard.
 */
record SpringTransactions(DataSourceTransactionManager spring) implements TransactionManager {

    private static final Logger log = LoggerFactory.getLogger(SpringTransactions.class);

    @Override
    public Transaction startTransaction() {
        try {
            return new Begun(spring, spring.getTransaction(new DefaultTransactionDefinition()));
        } catch (TransactionException e) {
            return FailedTransaction.bind(spring.getResourceFactory(), e);
        }
    }

    @Override
    public boolean requiresSameThreadInvocations() {
        return true;
    }

    private record Begun(DataSourceTransactionManager spring, TransactionStatus status)
            implements Transaction {

        @Override
        public void commit() {
            spring.commit(status);
        }

        /** A commit that failed has ended the transaction already. */
        @Override
        public void rollback() {
            if (!status.isCompleted()) {
                try {
                    spring.rollback(status);
                } catch (TransactionException e) {
                    // The connection is gone, and the transaction with it.
                    log.debug("Nothing left to roll back", e);
                }
            }
        }
    }
}
