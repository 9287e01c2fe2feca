package io.nodepulse.events.bench;

import io.nodepulse.events.EventTypes;

import org.axonframework.messaging.core.Message;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventHandler;
import org.axonframework.messaging.eventhandling.EventHandlingComponent;
import org.axonframework.messaging.eventhandling.EventMessage;

import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Counts process samples and does nothing else; opens a latch at a number of them. */
final class CountingHandler implements EventHandlingComponent {

    private final long wanted;
    private final CountDownLatch done = new CountDownLatch(1);
    private long seen;

    CountingHandler(long wanted) {
        this.wanted = wanted;
    }

    CountDownLatch done() {
        return done;
    }

    @Override
    public MessageStream.Empty<Message> handle(EventMessage event, ProcessingContext context) {
        seen++;
        if (seen == wanted) {
            done.countDown();
        }
        return MessageStream.empty();
    }

    @Override
    public Set<QualifiedName> supportedEvents() {
        return Set.of(EventTypes.PROCESS_SAMPLED.qualifiedName());
    }

    @Override
    public Object sequenceIdentifierFor(EventMessage event, ProcessingContext context) {
        return "shard";
    }

    @Override
    public EventHandlingComponent subscribe(QualifiedName name, EventHandler handler) {
        throw new UnsupportedOperationException("counts all by itself");
    }
}
