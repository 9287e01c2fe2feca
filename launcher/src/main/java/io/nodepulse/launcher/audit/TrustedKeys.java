package io.nodepulse.launcher.audit;

import io.nodepulse.audit.note.Checkpoint;
import io.nodepulse.audit.note.NoteException;
import io.nodepulse.audit.note.SignedNote;
import io.nodepulse.audit.note.VerifierKey;
import io.nodepulse.audit.segment.SegmentFile;
import io.nodepulse.launcher.BadInputException;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Options: keys that the caller trusts, for what is checked without a server. */
public final class TrustedKeys {

    @Option(
            names = "--key",
            paramLabel = "VKEY",
            description = "A key that is trusted, as 'audit keys' prints it; may be repeated.")
    private List<String> texts = new ArrayList<>();

    /** Whether there is any. */
    public boolean given() {
        return !texts.isEmpty();
    }

    /**
     * The keys.
     *
     * @throws BadInputException if there is none, or one that is none
     */
    public List<VerifierKey> keys() {
        if (texts.isEmpty()) {
            throw new BadInputException(
                    "whose signature is it? Give a key that you trust with --key; 'nodepulse audit"
                            + " keys' prints those of a running one");
        }
        return texts.stream().map(TrustedKeys::key).toList();
    }

    private static VerifierKey key(String text) {
        try {
            return VerifierKey.parse(text);
        } catch (NoteException e) {
            throw new BadInputException("--key: " + e.getMessage());
        }
    }

    /**
     * Who of them signed the checkpoint.
     *
     * @throws NoteException if the log itself did not
     */
    List<VerifierKey> signers(SignedNote note) {
        String origin = Checkpoint.of(note).origin();
        List<VerifierKey> signers = note.verify(keys());
        if (signers.stream().noneMatch(key -> key.name().equals(origin))) {
            throw new NoteException("not signed by the log itself, " + origin);
        }
        return signers;
    }

    /**
     * What keeps a segment from being what one of them signed, if something does; reads all of it.
     */
    public Optional<String> wrong(SegmentFile file) throws IOException {
        Optional<String> mismatch = file.mismatch();
        if (mismatch.isPresent()) {
            return mismatch;
        }
        try {
            signers(file.proof().note());
            return Optional.empty();
        } catch (NoteException e) {
            return Optional.of("the checkpoint, " + e.getMessage());
        }
    }
}
