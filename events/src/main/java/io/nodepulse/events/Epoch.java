package io.nodepulse.events;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A stretch of a shard's history that one process of Valkey wrote without interruption: 64 random
 * bits. Sequence numbers mean the same events wherever the epoch is the same. Another one begins
 * when the shard's head may have gone back, as after a failover or a restore.
 *
 * @param id the bits
 */
public record Epoch(long id) {

    /** Of everything that was appended before there were epochs. */
    public static final Epoch ORIGIN = new Epoch(0);

    private static final HexFormat HEX = HexFormat.of();

    /** One that there has not been before. */
    public static Epoch random() {
        long id = ThreadLocalRandom.current().nextLong();
        return id == 0 ? random() : new Epoch(id);
    }

    /** The epoch in the first 8 bytes, highest first; {@link #ORIGIN} where nothing is stored. */
    public static Epoch stored(byte @Nullable [] bytes) {
        return bytes == null ? ORIGIN : new Epoch(ByteBuffer.wrap(bytes).getLong());
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException if that is no epoch
     */
    public static Epoch parse(String hex) {
        return new Epoch(HexFormat.fromHexDigitsToLong(hex));
    }

    /** 16 hex digits. */
    @Override
    public String toString() {
        return HEX.toHexDigits(id);
    }
}
