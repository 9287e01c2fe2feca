package io.nodepulse.audit.note;

import io.nodepulse.audit.merkle.TreeHash;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The pieces of text that all of the formats share, each read strictly: one value, one writing. */
final class NoteText {

    private static final int MAX_NUMBER_DIGITS = 18;
    private static final int MAX_ECHO = 60;

    private NoteText() {}

    /** UTF-8 without control characters but the newline, of at most that many bytes. */
    static String decode(byte[] bytes, int maxBytes) {
        if (bytes.length > maxBytes) {
            throw new NoteException(
                    "has " + bytes.length + " bytes, more than the " + maxBytes + " allowed");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new NoteException("is not UTF-8");
        }
        int line = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                line++;
            } else if (c < ' ') {
                throw NoteException.at(line, "has the control character %#04x".formatted((int) c));
            }
        }
        return text;
    }

    /** Base64 that this very text encodes. */
    static byte[] base64(String text, int line, String what) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (base64(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw NoteException.at(line, what + " is not base64: " + echo(text));
        }
        throw NoteException.at(line, what + " is not canonical base64: " + echo(text));
    }

    static byte[] hash(String text, int line) {
        byte[] hash = base64(text, line, "the hash");
        if (hash.length != TreeHash.BYTES) {
            throw NoteException.at(line, "the hash has " + hash.length + " bytes instead of 32");
        }
        return hash;
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** A decimal without sign and leading zeroes. */
    static long number(String text, int line, String what) {
        boolean decimal =
                text.equals("0")
                        || (!text.isEmpty()
                                && text.length() <= MAX_NUMBER_DIGITS
                                && text.charAt(0) != '0'
                                && text.chars().allMatch(c -> c >= '0' && c <= '9'));
        if (!decimal) {
            throw NoteException.at(line, what + " is no plain decimal number: " + echo(text));
        }
        return Long.parseLong(text);
    }

    /** Whether it can be the name of a key. */
    static boolean isKeyName(String name) {
        return !name.isEmpty()
                && name.codePoints()
                        .noneMatch(
                                c ->
                                        c == '+'
                                                || c < ' '
                                                || Character.isWhitespace(c)
                                                || Character.isSpaceChar(c));
    }

    /** Something that was read, short enough for a message. */
    static String echo(String text) {
        return text.length() <= MAX_ECHO
                ? "'" + text + "'"
                : "'" + text.substring(0, MAX_ECHO) + "…'";
    }
}
