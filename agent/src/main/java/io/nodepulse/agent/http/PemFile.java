package io.nodepulse.agent.http;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Reads the binary blocks of a PEM file (RFC 7468). The runtime's own reader of PEM loads the
 * classes of regular expressions, which the agent needs for nothing else.
 */
final class PemFile {

    private PemFile() {}

    /**
     * The blocks of that label, for example {@code CERTIFICATE}, in file order.
     *
     * @throws IOException where the file cannot be read or has no such block; it names the file
     */
    static List<byte[]> read(Path file, String label) throws IOException {
        return blocks(TextFile.read(file), file, label);
    }

    /** The same, of a file that has to be for the agent alone. */
    static List<byte[]> readSecret(Path file, String label) throws IOException {
        return blocks(SecretText.read(file), file, label);
    }

    private static List<byte[]> blocks(String text, Path file, String label) throws IOException {
        String begin = "-----BEGIN " + label + "-----";
        String end = "-----END " + label + "-----";
        List<byte[]> blocks = new ArrayList<>();
        for (int from = text.indexOf(begin); from >= 0; from = text.indexOf(begin, from)) {
            from += begin.length();
            int to = text.indexOf(end, from);
            if (to < 0) {
                throw new IOException(file + " has a " + label + " without an end");
            }
            try {
                blocks.add(Base64.getMimeDecoder().decode(text.substring(from, to)));
            } catch (IllegalArgumentException e) {
                throw new IOException(file + " has a malformed " + label, e);
            }
        }
        if (blocks.isEmpty()) {
            throw new IOException(file + " has no \"" + begin + "\"");
        }
        return blocks;
    }
}
