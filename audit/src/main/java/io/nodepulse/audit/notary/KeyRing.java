package io.nodepulse.audit.notary;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.audit.note.NoteException;
import io.nodepulse.audit.note.NoteSignature;
import io.nodepulse.audit.note.SigningKey;
import io.nodepulse.audit.note.VerifierKey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The keys in the notary's folder: {@code checkpoint.key} signs; a {@code checkpoint-<id>.retiring}
 * signs with it until each shard has a checkpoint by both; a {@code checkpoint-<id>.pub} only
 * verifies what was signed before. Ids are those under the log's name.
 */
final class KeyRing {

    private static final String CURRENT = "checkpoint.key";
    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path folder;
    private final SigningKey current;
    private final List<SigningKey> retiring;
    private final List<VerifierKey> former;

    private KeyRing(
            Path folder, SigningKey current, List<SigningKey> retiring, List<VerifierKey> former) {
        this.folder = folder;
        this.current = current;
        this.retiring = retiring;
        this.former = former;
    }

    /** The keys of that folder; the first one is made if there is none. */
    static KeyRing open(Path folder, String logName) {
        Path file = folder.resolve(CURRENT);
        List<Path> retiringFiles = files(folder, "checkpoint-*.retiring");
        if (!Files.exists(file)) {
            if (retiringFiles.isEmpty() && !files(folder, "shard-*").isEmpty()) {
                throw new NotaryException(
                        file + " is gone, but the shards beside it were signed with it");
            }
            write(file, SigningKey.generate(), logName);
        }
        List<SigningKey> retiring = new ArrayList<>();
        retiringFiles.forEach(old -> retiring.add(read(old)));
        List<VerifierKey> former = new ArrayList<>();
        files(folder, "checkpoint-*.pub").forEach(pub -> former.add(readPublic(pub)));
        return new KeyRing(folder, read(file), retiring, former);
    }

    /**
     * Puts a new key in the place of that folder's; the old one signs once more, with the new one.
     *
     * @return the new key under the log's name
     */
    static VerifierKey rotate(Path folder, String logName) {
        Path file = folder.resolve(CURRENT);
        SigningKey old = read(file);
        VerifierKey oldKey = old.verifier(logName);
        SigningKey next = SigningKey.generate();
        DurableFile.replace(
                folder.resolve("checkpoint-" + oldKey.idHex() + ".retiring"), old.secretText());
        DurableFile.replace(folder.resolve("checkpoint-" + oldKey.idHex() + ".pub"), oldKey + "\n");
        write(file, next, logName);
        return next.verifier(logName);
    }

    private static void write(Path file, SigningKey key, String logName) {
        DurableFile.replace(
                file,
                "# Signs the checkpoints of this log; keep it secret. Its public half:\n# "
                        + key.verifier(logName)
                        + "\n"
                        + key.secretText());
    }

    private static SigningKey read(Path file) {
        try {
            if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
                throw new NotaryException(
                        file + " can be read by others: chmod 600 it, or rotate the key");
            }
            return SigningKey.parse(Files.readString(file));
        } catch (NoteException e) {
            throw new NotaryException(file + " is no key, " + e.getMessage(), e);
        } catch (IOException e) {
            throw new NotaryException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static VerifierKey readPublic(Path file) {
        try {
            return VerifierKey.parse(new String(Files.readAllBytes(file), UTF_8).strip());
        } catch (NoteException e) {
            throw new NotaryException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new NotaryException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<Path> files(Path folder, String glob) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, glob)) {
            stream.forEach(found::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(null);
        return found;
    }

    /** Signatures of that text under that name: of the current key and of one that leaves. */
    List<NoteSignature> sign(String origin, String text) {
        List<NoteSignature> signatures = new ArrayList<>();
        signatures.add(current.sign(origin, text));
        retiring.forEach(key -> signatures.add(key.sign(origin, text)));
        return signatures;
    }

    /** Whether a key is on its way out. */
    boolean isRotating() {
        return !retiring.isEmpty();
    }

    /** Every shard has a checkpoint by both keys: the old one signs no more. */
    void endRotation() {
        retiring.clear();
        for (Path file : files(folder, "checkpoint-*.retiring")) {
            try {
                Files.delete(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The key that signs, under that name. */
    VerifierKey current(String origin) {
        return current.verifier(origin);
    }

    /** All keys whose signatures count under that name, the current one first. */
    List<VerifierKey> known(String origin) {
        List<VerifierKey> known = new ArrayList<>();
        known.add(current.verifier(origin));
        former.forEach(key -> known.add(key.named(origin)));
        return known;
    }
}
