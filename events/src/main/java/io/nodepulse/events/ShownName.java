package io.nodepulse.events;

/**
 * How a name is shown to people: as itself, with what cannot be seen, or would change how the rest
 * is seen, written out as {@code ‹U+202E›}. Names come from whoever starts a process, who may want
 * one to look like another. What is not for people's eyes, as JSON, keeps the name to the letter.
 *
 * <p>The page does the same in {@code shownName.ts}; {@code docs/formats/shown-names.json} holds
 * the two together.
 */
public final class ShownName {

    private static final char OPENING = '‹';

    /**
     * Pairs of first and last of what has no look of its own, though its category says otherwise:
     * fillers, variation selectors, the blank of Braille.
     */
    private static final int[] BLANKS = {
        0x034F, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180F, 0x2800, 0x2800, 0x3164,
        0x3164, 0xFE00, 0xFE0F, 0xFFA0, 0xFFA0, 0xE0100, 0xE01EF
    };

    private ShownName() {}

    public static String of(String name) {
        StringBuilder shown = new StringBuilder(name.length());
        boolean marksHaveALetter = false;
        for (int at = 0; at < name.length(); at += Character.charCount(name.codePointAt(at))) {
            int character = name.codePointAt(at);
            boolean seen =
                    switch (character) {
                        case ' ' -> isBetweenOthers(name, at);
                        case OPENING -> !name.startsWith("U+", at + 1);
                        default -> isVisible(character) && (marksHaveALetter || !isMark(character));
                    };
            if (seen) {
                shown.appendCodePoint(character);
            } else {
                shown.append("‹U+%04X›".formatted(character));
            }
            marksHaveALetter = seen && character != ' ';
        }
        return shown.toString();
    }

    /** A blank at either end, or after another, is not noticed. */
    private static boolean isBetweenOthers(String name, int at) {
        return at > 0 && at + 1 < name.length() && name.charAt(at - 1) != ' ';
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED ->
                    false;
            default -> !isBlank(character);
        };
    }

    private static boolean isBlank(int character) {
        for (int pair = 0; pair < BLANKS.length; pair += 2) {
            if (character >= BLANKS[pair] && character <= BLANKS[pair + 1]) {
                return true;
            }
        }
        return false;
    }

    /** Whether it stands on the letter before it. */
    private static boolean isMark(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK ->
                    true;
            default -> false;
        };
    }
}
