package io.nodepulse.events;

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
 * A sample as a message, or all process samples of one scrape as one. They are many, so it makes
 * its identifier only when asked: {@code <shard>:<sequence>} once the event store has given the
 * sample its place, server and time before.
 */
public final class SampleMessage implements EventMessage {

    private static final long NO_SEQUENCE = 0;

    private final int shard;
    private final long sequence;
    private final MessageType type;
    private final Sampled sample;

    private SampleMessage(int shard, long sequence, Sampled sample) {
        this.shard = shard;
        this.sequence = sequence;
        this.type = sample.exporter().sampleType();
        this.sample = sample;
    }

    /**
     * What was read from the event store.
     *
     * @param sequence of the sample, or of the first of all
     */
    public static SampleMessage stored(int shard, long sequence, Sampled sample) {
        return new SampleMessage(shard, sequence, sample);
    }

    /** What is about to be appended. */
    static SampleMessage unstored(Sampled sample) {
        return new SampleMessage(0, NO_SEQUENCE, sample);
    }

    @Override
    public String identifier() {
        return sequence == NO_SEQUENCE
                ? sample.serverId() + "@" + sample.sampledAt() + "#" + sample.hashCode()
                : shard + ":" + sequence;
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
