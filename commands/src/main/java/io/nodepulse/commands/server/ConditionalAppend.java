package io.nodepulse.commands.server;

import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine.AppendTransaction;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;

import java.util.List;

/**
 * Appends events within a command's unit of work, on a condition of our own: Axon's event store
 * transaction derives the condition from what was sourced in the same unit of work, and here that
 * may have been long before.
 */
final class ConditionalAppend {

    private ConditionalAppend() {}

    /** Prepares the append before the unit of work commits, and commits it with it. */
    static void append(
            ProcessingContext context,
            EventStorageEngine engine,
            AppendCondition condition,
            List<TaggedEventMessage<?>> events) {
        context.onPrepareCommit(
                preparing ->
                        engine.appendEvents(condition, preparing, events)
                                .thenAccept(transaction -> commitWith(preparing, transaction)));
    }

    private static void commitWith(ProcessingContext context, AppendTransaction<?> transaction) {
        context.onCommit(transaction::commit);
        context.onError((failed, phase, error) -> transaction.rollback(failed));
    }
}
