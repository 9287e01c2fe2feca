package io.nodepulse.agent.push;

/**
 * What the server did with the samples of a batch, from its JSON answer; 0 where it does not say.
 *
 * @param accepted new samples
 * @param duplicates samples that it had already
 * @param rejected samples that it will never take
 */
record AnswerCounts(long accepted, long duplicates, long rejected) {

    private static final int LONGEST_QUOTE = 300;

    static AnswerCounts of(String json) {
        return new AnswerCounts(
                field(json, "\"accepted\""),
                field(json, "\"duplicates\""),
                field(json, "\"rejected\""));
    }

    /** The beginning of an answer that is for people. */
    static String firstLine(String answer) {
        int to = answer.indexOf('\n');
        return answer.substring(0, Math.min(to < 0 ? answer.length() : to, LONGEST_QUOTE));
    }

    /** The whole number behind that key of a flat object; 0 where there is none. */
    private static long field(String json, String key) {
        int at = json.indexOf(key);
        long value = 0;
        boolean digits = false;
        for (int i = at < 0 ? json.length() : at + key.length(); i < json.length(); i++) {
            char c = json.charAt(i);
            if (c >= '0' && c <= '9') {
                value = value * 10 + (c - '0');
                digits = true;
            } else if (digits || (c != ':' && c != ' ')) {
                break;
            }
        }
        return value;
    }
}
