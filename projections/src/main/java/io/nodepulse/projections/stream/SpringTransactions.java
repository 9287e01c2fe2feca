package io.nodepulse.projections.stream;

import org.axonframework.messaging.core.unitofwork.transaction.Transaction;
import org.axonframework.messaging.core.unitofwork.transaction.TransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/** Spring's transactions for Axon's units of work. They are bound to the thread. */
record SpringTransactions(PlatformTransactionManager spring) implements TransactionManager {

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
                    spring.rollback(status);
                }
            }
        };
    }

    @Override
    public boolean requiresSameThreadInvocations() {
        return true;
    }
}
