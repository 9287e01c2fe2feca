package io.nodepulse.agent.telemetry;

/**
 * Whether one peer works, logged once per change: when it fails, when it fails for another reason,
 * when it works again. Used by one thread.
 */
public final class Trouble {

    private final String failing;
    private final String over;
    private final String key;
    private final Object peer;
    private String state = "";

    /** Says these two messages, each with the peer under that key. */
    public Trouble(String failing, String over, String key, Object peer) {
        this.failing = failing;
        this.over = over;
        this.key = key;
        this.peer = peer;
    }

    /** The peer fails. Reasons that differ in times, numbers and ids are one. */
    public void failed(String newReason) {
        String newState = stateOf(newReason);
        if (!newState.equals(state)) {
            Log.warn(failing, key, peer, "reason", newReason);
            state = newState;
        }
    }

    /** The peer works. */
    public void over() {
        if (!state.isEmpty()) {
            Log.info(over, key, peer);
            state = "";
        }
    }

    /**
     * The reason without what changes from one time to the next: a word with a digit in it stands
     * for any such word, but for one of three digits, which is the status of an answer.
     */
    static String stateOf(String reason) {
        StringBuilder text = new StringBuilder(reason.length() + 1);
        int at = 0;
        while (at < reason.length()) {
            int from = at;
            int digits = 0;
            while (at < reason.length() && isPartOfWord(reason.charAt(at))) {
                digits += reason.charAt(at) >= '0' && reason.charAt(at) <= '9' ? 1 : 0;
                at++;
            }
            boolean status = digits == 3 && at - from == 3;
            if (digits > 0 && !status) {
                text.append('#');
            } else {
                text.append(reason, from, at);
            }
            if (at < reason.length()) {
                text.append(reason.charAt(at++));
            }
        }
        return text.append('.').toString();
    }

    private static boolean isPartOfWord(char c) {
        return Character.isLetterOrDigit(c)
                || c == '-'
                || c == '_'
                || c == '.'
                || c == ':'
                || c == '+';
    }
}
