package io.nodepulse.projections.stream;

import org.axonframework.messaging.core.unitofwork.transaction.Transaction;
import org.axonframework.messaging.core.unitofwork.transaction.TransactionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/** Spring's transactions for Axon's units of work. They are bound to the thread. */
record SpringTransactions(PlatformTransactionManager spring) implements TransactionManager {

    private static final Logger log = LoggerFactory.getLogger(SpringTransactions.class);

    @Override
    public Transaction startTransaction() {
        TransactionStatus status = spring.getTransaction(new DefaultTransactionDefinition());
        return new Transaction() {
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
        };
    }

    @Override
    public boolean requiresSameThreadInvocations() {
        return true;
    }
}
