package io.nodepulse.events.segment;

import io.nodepulse.events.Exporter;
import io.nodepulse.events.wire.ByteReader;
import io.nodepulse.events.wire.ByteWriter;
import io.nodepulse.events.wire.ScrapeShape;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * A row of a segment's block index.
 *
 * <pre>
 * kind u8 | server id (16) | offset | length | appends | events | first | last sequence, varints
 * | first | last sampled at, ms since 1970, varints | SHA-256 of the stored bytes (32)
 * </pre>
 *
 * @param kind of its entries, as in the wire format: 1 for those that are no scrapes; 0 for what
 *     was erased, 5 for process scrapes with optional figures
 * @param serverId whose scrapes they are, or were; zero for other entries
 * @param offset of its first byte in the file
 * @param length of the block in bytes
 * @param appends how many it has
 * @param events how many it has
 * @param firstSequence of its events
 * @param lastSequence of its events
 * @param firstSampledAt of its scrapes; the epoch for other entries
 * @param lastSampledAt of its scrapes; the epoch for other entries
 * @param digest of its bytes
 */
@SuppressWarnings("ArrayRecordComponent") // compared by its bytes where it is checked
public record BlockEntry(
        int kind,
        UUID serverId,
        long offset,
        int length,
        int appends,
        long events,
        long firstSequence,
        long lastSequence,
        Instant firstSampledAt,
        Instant lastSampledAt,
        byte[] digest) {

    static final int DIGEST_BYTES = 32;

    /** At least so many bytes does a row take. */
    static final int MIN_BYTES = 1 + 2 * Long.BYTES + 8 + DIGEST_BYTES;

    /** Whether it has scrapes, whose times are known. */
    public boolean isOfScrapes() {
        return !isOfFacts() && !isOfErased();
    }

    /** Whose scrapes it has; nothing where it has none, or of no exporter that is known. */
    public Optional<Exporter> exporter() {
        return ScrapeShape.exporterOf(kind);
    }

    /** Whether it has scrapes of that exporter. */
    public boolean isOf(Exporter exporter) {
        return exporter().filter(exporter::equals).isPresent();
    }

    /** Whether it has what is no scrape. */
    public boolean isOfFacts() {
        return kind == StoredBlock.KIND;
    }

    /** Whether it has the places of scrapes that were erased. */
    public boolean isOfErased() {
        return kind == ErasedBlock.KIND;
    }

    void write(ByteWriter out) {
        out.putByte(kind);
        out.putUuid(serverId);
        out.putVarLong(offset);
        out.putVarLong(length);
        out.putVarLong(appends);
        out.putVarLong(events);
        out.putVarLong(firstSequence);
        out.putVarLong(lastSequence);
        out.putVarLong(firstSampledAt.toEpochMilli());
        out.putVarLong(lastSampledAt.toEpochMilli());
        out.putBytes(digest, 0, digest.length);
    }

    static BlockEntry read(ByteReader in) {
        return new BlockEntry(
                in.readByte(),
                in.readUuid(),
                in.readVarLong(),
                in.readCount("the length of a block", Integer.MAX_VALUE),
                in.readCount("the appends of a block", Integer.MAX_VALUE),
                in.readVarLong(),
                in.readVarLong(),
                in.readVarLong(),
                Instant.ofEpochMilli(in.readVarLong()),
                Instant.ofEpochMilli(in.readVarLong()),
                in.readBytes(DIGEST_BYTES));
    }

    /** For messages. */
    @Override
    public String toString() {
        return "block of kind %d at %d, of server %s, %s"
                .formatted(kind, offset, serverId, HexFormat.of().formatHex(digest, 0, 4));
    }
}
