package io.nodepulse.trials.bench.pipeline;

import org.redisson.Redisson;
import org.redisson.api.RBatch;
import org.redisson.api.RedissonClient;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.api.stream.StreamRangeArgs;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.Config;

import java.util.List;
import java.util.Map;

/** Bare pipelined XADDs of entries that the event store has written, to the same Valkey. */
record RawAdds(String valkeyUri) {

    /** Of the first shard, with the namespace of {@code up}. */
    private static final String ENTRIES = "{np:0}:events";

    private static final String COPY = "bench:adds";
    private static final int ENTRIES_READ = 20_000;
    private static final int PIPELINE = 256;
    private static final int ROUNDS = 5;
    private static final double NANOS_PER_SECOND = 1e9;

    /** The best of some rounds. */
    double samplesPerSecond() {
        Config config = new Config();
        config.useSingleServer().setAddress(valkeyUri);
        RedissonClient redisson = Redisson.create(config);
        try {
            Map<StreamMessageId, Map<byte[], byte[]>> entries = read(redisson);
            // An entry's id is the sequence of its last event and the number of its events.
            long samples = entries.keySet().stream().mapToLong(StreamMessageId::getId1).sum();
            List<Map<byte[], byte[]>> fields = List.copyOf(entries.values());
            double best = 0;
            for (int round = 0; round < ROUNDS; round++) {
                best = Math.max(best, samples / seconds(redisson, fields));
            }
            return best;
        } finally {
            redisson.getKeys().delete(COPY);
            redisson.shutdown();
        }
    }

    private static Map<StreamMessageId, Map<byte[], byte[]>> read(RedissonClient redisson) {
        return redisson.<byte[], byte[]>getStream(ENTRIES, ByteArrayCodec.INSTANCE)
                .range(
                        StreamRangeArgs.startId(StreamMessageId.MIN)
                                .endId(StreamMessageId.MAX)
                                .count(ENTRIES_READ));
    }

    private static double seconds(RedissonClient redisson, List<Map<byte[], byte[]>> entries) {
        redisson.getKeys().delete(COPY);
        long start = System.nanoTime();
        for (int from = 0; from < entries.size(); from += PIPELINE) {
            RBatch batch = redisson.createBatch();
            var stream = batch.<byte[], byte[]>getStream(COPY, ByteArrayCodec.INSTANCE);
            for (Map<byte[], byte[]> entry :
                    entries.subList(from, Math.min(entries.size(), from + PIPELINE))) {
                var _ = stream.addAsync(StreamAddArgs.entries(entry));
            }
            batch.execute();
        }
        return (System.nanoTime() - start) / NANOS_PER_SECOND;
    }
}
