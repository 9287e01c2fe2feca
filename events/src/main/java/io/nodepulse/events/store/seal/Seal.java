package io.nodepulse.events.store.seal;

import io.nodepulse.events.store.entry.RawEntry;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The proof of a range of entries. Each seal's hash covers the one before, so nothing in the past
 * can change without changing every later seal:
 *
 * <pre>
 * digest of an entry = SHA-256( last sequence (8) | events (8) | bytes )
 * hash of a seal     = SHA-256( previous hash (32) | from (8) | to (8) | digest of each entry (32) )
 * </pre>
 *
 * with numbers big-endian; the first seal's previous hash is 32 zero bytes. Beside the hash a seal
 * keeps the first bytes of each digest, which tell where a range differs.
 *
 * @param from the range starts after this sequence
 * @param to sequence of the last event of the range
 * @param previous hash of the seal before, in hex
 * @param hash its own, in hex
 * @param entries what was sealed
 */
record Seal(long from, long to, String previous, String hash, List<SealedEntry> entries) {

    static final String ORIGIN = "0".repeat(64);

    /** An entry's place and the first bytes of its digest. */
    record SealedEntry(long lastSequence, long digestPrefix) {}

    /** Seals those entries, which are all that the chain covers in the range. */
    static Seal over(long from, long to, String previous, List<RawEntry> covered) {
        MessageDigest hash = sha256();
        hash.update(HexFormat.of().parseHex(previous));
        hash.update(ByteBuffer.allocate(16).putLong(from).putLong(to).flip());
        List<SealedEntry> entries = new ArrayList<>(covered.size());
        for (RawEntry entry : covered) {
            byte[] digest = digest(entry);
            hash.update(digest);
            entries.add(new SealedEntry(entry.lastSequence(), ByteBuffer.wrap(digest).getLong()));
        }
        return new Seal(from, to, previous, HexFormat.of().formatHex(hash.digest()), entries);
    }

    private static byte[] digest(RawEntry entry) {
        MessageDigest digest = sha256();
        digest.update(
                ByteBuffer.allocate(16)
                        .putLong(entry.lastSequence())
                        .putLong(entry.count())
                        .flip());
        return digest.digest(entry.bytes());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The entries as they are stored: 8 bytes last sequence, 8 bytes digest each. */
    byte[] entryBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(entries.size() * 2 * Long.BYTES);
        entries.forEach(entry -> bytes.putLong(entry.lastSequence()).putLong(entry.digestPrefix()));
        return bytes.array();
    }

    static List<SealedEntry> entriesOf(byte[] stored) {
        ByteBuffer bytes = ByteBuffer.wrap(stored);
        List<SealedEntry> entries = new ArrayList<>();
        while (bytes.remaining() >= 2 * Long.BYTES) {
            entries.add(new SealedEntry(bytes.getLong(), bytes.getLong()));
        }
        return entries;
    }
}
