package io.nodepulse.audit.note;

/**
 * A note, checkpoint, proof or key that is not what it should be. The message is one line that says
 * what is wrong and in which line.
 */
public final class NoteException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NoteException(String message) {
        super(message, null, false, false);
    }

    static NoteException at(int line, String message) {
        return new NoteException("line " + line + ": " + message);
    }
}
