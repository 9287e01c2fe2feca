package io.nodepulse.launcher.audit;

import io.nodepulse.audit.note.Checkpoint;
import io.nodepulse.audit.note.NoteException;
import io.nodepulse.audit.note.SignedNote;
import io.nodepulse.audit.note.VerifierKey;
import io.nodepulse.launcher.BadInputException;

import java.util.List;

/**
 * Keys that the caller trusts, for what is checked without a server.
 *
 * @param keys at least one
 */
record TrustedKeys(List<VerifierKey> keys) {

    /** Those of an option, as 'audit keys' prints them. */
    static TrustedKeys parse(List<String> texts) {
        if (texts.isEmpty()) {
            throw new BadInputException(
                    "whose signature is it? Give a key that you trust with --key; 'nodepulse audit"
                            + " keys' prints those of a running one");
        }
        return new TrustedKeys(texts.stream().map(TrustedKeys::key).toList());
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
    List<VerifierKey> signers(SignedNote note, Checkpoint checkpoint) {
        List<VerifierKey> signers = note.verify(keys);
        if (signers.stream().noneMatch(key -> key.name().equals(checkpoint.origin()))) {
            throw new NoteException("not signed by the log itself, " + checkpoint.origin());
        }
        return signers;
    }
}
