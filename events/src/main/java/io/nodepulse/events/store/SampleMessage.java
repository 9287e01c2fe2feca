package io.nodepulse.events.store;

import io.nodepulse.events.SampleEvent;

import org.axonframework.common.TypeReference;
import org.axonframework.conversion.Converter;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.Metadata;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.jspecify.annotations.Nullable;

import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Map;

/**
 * A sample read from the store. Samples are many, so this message makes its identifier only when
 * asked: {@code <shard>:<sequence>}, the identity that the store gave the event.
 */
final class SampleMessage implements EventMessage {

    private final int shard;
    private final long sequence;
    private final MessageType type;
    private final SampleEvent sample;

    SampleMessage(int shard, long sequence, MessageType type, SampleEvent sample) {
        this.shard = shard;
        this.sequence = sequence;
        this.type = type;
        this.sample = sample;
    }

    @Override
    public String identifier() {
        return shard + ":" + sequence;
    }

    @Override
    public MessageType type() {
        return type;
    }

    @Override
    public Object payload() {
        return sample;
    }

    @Override
    public Class<?> payloadType() {
        return sample.getClass();
    }

    @Override
    public Instant timestamp() {
        return sample.sampledAt();
    }

    @Override
    public Metadata metadata() {
        return Metadata.emptyInstance();
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Axon declares it
    public <T> @Nullable T payloadAs(Type wanted, @Nullable Converter converter) {
        return wanted == sample.getClass() || wanted == Object.class
                ? (T) sample
                : generic().payloadAs(wanted, converter);
    }

    @Override
    public EventMessage withMetadata(Map<String, String> metadata) {
        return generic().withMetadata(metadata);
    }

    @Override
    public EventMessage andMetadata(Map<String, String> metadata) {
        return generic().andMetadata(metadata);
    }

    @Override
    public EventMessage withConvertedPayload(Type wanted, Converter converter) {
        return wanted == sample.getClass()
                ? this
                : generic().withConvertedPayload(wanted, converter);
    }

    @Override
    public EventMessage withConvertedPayload(TypeReference<?> wanted, Converter converter) {
        return withConvertedPayload(wanted.getType(), converter);
    }

    private EventMessage generic() {
        return new GenericEventMessage(identifier(), type, sample, metadata(), timestamp());
    }

    @Override
    public String toString() {
        return "SampleMessage{" + identifier() + ", " + sample + "}";
    }
}
