package io.nodepulse.projections.stream;

import io.nodepulse.projections.readmodel.ReadModel;

import org.axonframework.messaging.core.QualifiedName;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One read model in the making, by a processor per shard.
 *
 * @param name the name that its processors' tokens begin with
 * @param processors one per shard, in the order of shards
 */
public record Projection(String name, List<ShardProcessor> processors) {

    /** A projection of all shards into that read model. */
    public static Projection of(
            ProjectionKind kind, String name, ReadModel model, ProcessorFactory factory) {
        Set<Integer> all =
                IntStream.range(0, factory.shards().count())
                        .boxed()
                        .collect(Collectors.toCollection(TreeSet::new));
        return of(kind, name, model, factory, all, () -> Excerpt.ALL);
    }

    /**
     * A projection of some shards, or of a part of what they have.
     *
     * @param excerpts makes one for each shard
     */
    public static Projection of(
            ProjectionKind kind,
            String name,
            ReadModel model,
            ProcessorFactory factory,
            Set<Integer> shards,
            Supplier<Excerpt> excerpts) {
        return new Projection(
                name,
                shards.stream()
                        .map(
                                shard ->
                                        factory.create(
                                                name,
                                                shard,
                                                kind.projectors().make(model, name, shard),
                                                excerpts.get()))
                        .toList());
    }

    /** Types of the events that it is made of. */
    public Set<QualifiedName> supportedEvents() {
        return processors.getFirst().supportedEvents();
    }

    public void start() {
        processors.forEach(ShardProcessor::start);
    }

    /** Ends after the batches that are under way; the future completes then. */
    public CompletableFuture<Void> stop() {
        return CompletableFuture.allOf(
                processors.stream().map(ShardProcessor::stop).toArray(CompletableFuture[]::new));
    }

    public boolean isRunning() {
        return processors.stream().anyMatch(ShardProcessor::isRunning);
    }
}
