package io.nodepulse.launcher.audit;

import io.nodepulse.audit.note.InclusionProof;
import io.nodepulse.audit.note.NoteException;
import io.nodepulse.launcher.BadInputException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;

/** Reads the files that the commands are given; what is wrong with one names it. */
final class NoteFile {

    private NoteFile() {}

    /** What the reader makes of the file. */
    static <T> T checked(Path file, Function<byte[], T> reader) {
        try {
            if (Files.size(file) > InclusionProof.MAX_BYTES) {
                throw new BadInputException(file + " is too long for a checkpoint or a proof");
            }
            return reader.apply(Files.readAllBytes(file));
        } catch (NoteException e) {
            throw new BadInputException(file + ": " + e.getMessage());
        } catch (NoSuchFileException e) {
            throw new BadInputException(file + " does not exist");
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be read: " + e.getMessage());
        }
    }
}
