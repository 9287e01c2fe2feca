package io.nodepulse.agent.host;

/** What names of devices are made of. */
final class Names {

    private Names() {}

    static boolean startWithAny(String name, String[] prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** Whether that range has digits, and nothing else. */
    static boolean areDigits(String name, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isDigit(name.charAt(i))) {
                return false;
            }
        }
        return to > from;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
