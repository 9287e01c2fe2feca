package io.nodepulse.agent.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads small files that an operator provides. */
public final class TextFile {

    private TextFile() {}

    /**
     * The whole file, byte by byte as characters.
     *
     * @throws IOException where it cannot be read; it names the file and says why, which the
     *     runtime's own message does not
     */
    public static String read(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new IOException("file " + file + " does not exist", e);
        } catch (AccessDeniedException e) {
            throw new IOException("file " + file + " may not be read by this user", e);
        } catch (IOException e) {
            throw new IOException("file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
