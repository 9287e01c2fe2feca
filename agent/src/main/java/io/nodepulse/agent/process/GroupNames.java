package io.nodepulse.agent.process;

import io.nodepulse.agent.payload.JsonBuffer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Makes names that the ingest endpoint accepts out of whatever a process calls itself. */
final class GroupNames {

    /** Longest accepted name, in UTF-16 characters. */
    static final int MAX_LENGTH = 256;

    static final String UNNAMED = "(unnamed)";

    /** The name of the sum of all groups that are not kept apart. */
    static final String OTHER = "(other)";

    private static final char REPLACEMENT = '\uFFFD';

    private GroupNames() {}

    /**
     * The name in 1 to 256 characters: control characters and bytes that are not UTF-8 become
     * U+FFFD, what is too long is cut, what is empty becomes {@value #UNNAMED}. A process that is
     * called so itself, or {@value #OTHER}, loses its parentheses: those names are the agent's own.
     */
    static String clean(byte[] name) {
        return clean(new String(name, StandardCharsets.UTF_8));
    }

    /** The same of a name that is text already. */
    static String clean(String name) {
        if (name.isEmpty()) {
            return UNNAMED;
        }
        StringBuilder text = new StringBuilder(name);
        if (text.length() > MAX_LENGTH) {
            boolean inPair = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1));
            text.setLength(inPair ? MAX_LENGTH - 1 : MAX_LENGTH);
        }
        String clean = printable(text.toString());
        return switch (clean) {
            case OTHER, UNNAMED -> clean.substring(1, clean.length() - 1);
            default -> clean;
        };
    }

    /** The text with U+FFFD in place of its control characters. */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder(text);
        for (int i = 0; i < printable.length(); i++) {
            if (Character.isISOControl(printable.charAt(i))) {
                printable.setCharAt(i, REPLACEMENT);
            }
        }
        return printable.toString();
    }

    /** The clean name as a JSON string with its quotes. */
    static byte[] json(String cleanName) {
        JsonBuffer json = new JsonBuffer().string(cleanName);
        return Arrays.copyOf(json.bytes(), json.length());
    }
}
