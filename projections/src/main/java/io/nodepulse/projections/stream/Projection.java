package io.nodepulse.projections.stream;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * One read model, kept by a processor per shard.
 *
 * @param name its name in the API
 * @param processors one per shard, by shard
 */
public record Projection(String name, List<ShardProcessor> processors) {

    /** A projection over all shards. */
    public static Projection over(
            EventShards shards,
            ProcessorFactory factory,
            String name,
            IntFunction<Projector> projectorOfShard) {
        return new Projection(
                name,
                IntStream.range(0, shards.count())
                        .mapToObj(
                                shard -> factory.create(name, shard, projectorOfShard.apply(shard)))
                        .toList());
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
