package io.nodepulse.commands.payload;

/**
 * Makes a name that an event may carry out of whatever a process calls itself: a lost process is
 * worse than one whose name is written otherwise. Control characters and halves of surrogate pairs
 * are written as JSON writes them, {@code \u005Cu001b}, so that names which differ in them still
 * differ; what is too long is cut between two characters; what is empty becomes {@value #UNNAMED},
 * as the agent has it.
 */
final class AcceptableName {

    static final String UNNAMED = "(unnamed)";

    private AcceptableName() {}

    /** The name itself where it is acceptable, in at most that many UTF-16 characters. */
    static String of(String name, int maxLength) {
        if (name.isEmpty()) {
            return cut(UNNAMED, maxLength);
        }
        String beginning = cut(name, maxLength);
        for (int at = 0; at < beginning.length(); ) {
            int character = beginning.codePointAt(at);
            if (isRefused(character)) {
                return escaped(beginning, maxLength);
            }
            at += Character.charCount(character);
        }
        return beginning;
    }

    private static boolean isRefused(int character) {
        return Character.isISOControl(character)
                || Character.getType(character) == Character.SURROGATE;
    }

    private static String escaped(String name, int maxLength) {
        StringBuilder escaped = new StringBuilder(maxLength);
        for (int at = 0; at < name.length(); ) {
            int character = name.codePointAt(at);
            String written =
                    isRefused(character)
                            ? "\\u%04x".formatted(character)
                            : Character.toString(character);
            if (escaped.length() + written.length() > maxLength) {
                break;
            }
            escaped.append(written);
            at += Character.charCount(character);
        }
        return escaped.isEmpty() ? cut(UNNAMED, maxLength) : escaped.toString();
    }

    private static String cut(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        boolean inPair =
                Character.isHighSurrogate(text.charAt(maxLength - 1))
                        && Character.isLowSurrogate(text.charAt(maxLength));
        return text.substring(0, inPair ? maxLength - 1 : maxLength);
    }
}
