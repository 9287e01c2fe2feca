package io.nodepulse.audit.notary;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.audit.note.Checkpoint;
import io.nodepulse.audit.note.NoteException;
import io.nodepulse.audit.note.NoteSignature;
import io.nodepulse.audit.note.SignedNote;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Every checkpoint that was signed, newest last, each followed by an empty line; beside it, in
 * {@code cosignatures}, a line {@code <size> <signature line>} for each answer of a witness. What a
 * crash left of an unfinished write is cut off when the file is opened. Thread-safe.
 */
final class CheckpointFile {

    /** The newest checkpoint is within so many bytes of the end. */
    private static final int TAIL_BYTES = 4 * SignedNote.MAX_BYTES;

    private static final String SIGNATURE = "— ";

    private final Path file;
    private final Path cosignatures;
    private @Nullable SignedNote newest;

    CheckpointFile(Path folder) throws IOException {
        file = folder.resolve("checkpoints");
        cosignatures = folder.resolve("cosignatures");
        if (Files.exists(file)) {
            newest = cutToNewest();
        }
        cutToLine(cosignatures);
    }

    private @Nullable SignedNote cutToNewest() throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            long start = Math.max(0, access.length() - TAIL_BYTES);
            byte[] tail = new byte[(int) (access.length() - start)];
            access.seek(start);
            access.readFully(tail);
            int end = tail.length;
            while (end > 0) {
                end = endOfNote(tail, end);
                int begin = beginOfNote(tail, end);
                Optional<SignedNote> note = note(tail, begin, end);
                if (note.isPresent()) {
                    access.setLength(start + end);
                    access.getFD().sync();
                    return note.get();
                }
                end = begin;
            }
            if (start > 0) {
                throw new IOException(
                        file + " ends in " + TAIL_BYTES + " bytes that are no checkpoint");
            }
            access.setLength(0);
            return null;
        }
    }

    /** Just behind the last empty line at or before {@code end} that ends a note, or 0. */
    private static int endOfNote(byte[] bytes, int end) {
        for (int i = end; i >= 2; i--) {
            if (bytes[i - 1] == '\n' && bytes[i - 2] == '\n' && !signatureAt(bytes, i)) {
                return i;
            }
        }
        return 0;
    }

    private static int beginOfNote(byte[] bytes, int end) {
        return endOfNote(bytes, Math.max(0, end - 1));
    }

    private static boolean signatureAt(byte[] bytes, int at) {
        byte[] dash = SIGNATURE.getBytes(UTF_8);
        for (int i = 0; i < dash.length; i++) {
            if (at + i >= bytes.length || bytes[at + i] != dash[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<SignedNote> note(byte[] bytes, int begin, int end) {
        if (end - begin < 2) {
            return Optional.empty();
        }
        try {
            byte[] note = Arrays.copyOfRange(bytes, begin, end - 1);
            SignedNote parsed = SignedNote.parse(note);
            Checkpoint.of(parsed);
            return Optional.of(parsed);
        } catch (NoteException e) {
            return Optional.empty();
        }
    }

    private static void cutToLine(Path lines) throws IOException {
        if (Files.exists(lines)) {
            byte[] all = Files.readAllBytes(lines);
            int end = all.length;
            while (end > 0 && all[end - 1] != '\n') {
                end--;
            }
            try (RandomAccessFile access = new RandomAccessFile(lines.toFile(), "rw")) {
                access.setLength(end);
            }
        }
    }

    /** The newest checkpoint, if there is one. */
    synchronized Optional<SignedNote> newest() {
        return Optional.ofNullable(newest);
    }

    synchronized void append(SignedNote note) {
        DurableFile.append(file, note + "\n");
        newest = note;
    }

    /** The last checkpoint that was signed at that size, with what witnesses added. */
    synchronized Optional<SignedNote> ofSize(long size) {
        Optional<SignedNote> found = newest().filter(note -> Checkpoint.of(note).size() == size);
        return (found.isPresent() ? found : search(size)).map(note -> cosigned(note, size));
    }

    private Optional<SignedNote> search(long size) {
        Optional<SignedNote> found = Optional.empty();
        if (!Files.exists(file)) {
            return found;
        }
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (List<String> note = next(lines); !note.isEmpty(); note = next(lines)) {
                if (note.size() > 1 && note.get(1).equals(Long.toString(size))) {
                    String text = String.join("\n", note) + "\n";
                    found = Optional.of(SignedNote.parse(text.getBytes(UTF_8)));
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines of the next note: up to the second empty line. */
    private static List<String> next(BufferedReader lines) throws IOException {
        List<String> note = new ArrayList<>();
        int blanks = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            blanks += line.isEmpty() ? 1 : 0;
            if (blanks == 2) {
                return note;
            }
            note.add(line);
        }
        return note;
    }

    /** Keeps what a witness answered on the checkpoint of that size. */
    synchronized void addCosignatures(long size, List<NoteSignature> signatures) {
        StringBuilder lines = new StringBuilder();
        signatures.forEach(
                signature -> lines.append(size).append(' ').append(signature.line()).append('\n'));
        DurableFile.append(cosignatures, lines.toString());
    }

    private SignedNote cosigned(SignedNote note, long size) {
        if (!Files.exists(cosignatures)) {
            return note;
        }
        String start = size + " ";
        try (var lines = Files.lines(cosignatures)) {
            String found =
                    lines.filter(line -> line.startsWith(start))
                            .map(line -> line.substring(start.length()) + "\n")
                            .reduce("", String::concat);
            return found.isEmpty() ? note : note.with(SignedNote.signatures(found.getBytes(UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
