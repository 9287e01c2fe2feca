package io.nodepulse.agent.exposition;

import java.util.Arrays;

/**
 * Reads one sample line in place; escapes in label values are resolved by overwriting the line.
 *
 * <pre>
 * line     = [name] ["{" [item *("," item) [","]] "}"] value [timestamp] ["#" exemplar]
 * item     = label "=" quoted | quoted            ; a lone quoted item is the metric's name
 * label    = [a-zA-Z_:][a-zA-Z0-9_:.]* | quoted
 * </pre>
 *
 * <p>Sources: the exposition formats page of Prometheus (text format 0.0.4 and 1.0.0) and the
 * OpenMetrics 1.0 specification. The timestamp is checked and passed over, the exemplar skipped: an
 * agent samples at its own times.
 */
final class LineParser {

    private static final byte NAME_START = 2;

    private static final byte[] NAME_BYTES = nameBytes();

    private final NumberParser numbers = new NumberParser();
    private byte[] line = {};
    private int at;
    private int end;

    /** The range, with the escapes resolved, of the last quoted text. */
    private int quotedFrom;

    private int quotedTo;

    /** Fills the sample from that range; false where the line is malformed. */
    boolean parse(byte[] bytes, int from, int to, Sample sample) {
        line = bytes;
        at = from;
        end = to;
        sample.start(bytes);
        int nameTo = endOfName(at);
        sample.setName(at, nameTo);
        at = nameTo;
        skipBlanks();
        if (at < end && line[at] == '{') {
            at++;
            if (!parseLabels(sample)) {
                return false;
            }
        } else if (at == nameTo) {
            return false;
        }
        return sample.hasName() && parseValue(sample);
    }

    private boolean parseLabels(Sample sample) {
        while (true) {
            skipBlanks();
            if (at >= end) {
                return false;
            }
            if (line[at] == '}') {
                at++;
                return true;
            }
            if (!parseItem(sample)) {
                return false;
            }
            skipBlanks();
            if (at < end && line[at] == ',') {
                at++;
            } else if (at >= end || line[at] != '}') {
                return false;
            }
        }
    }

    private boolean parseItem(Sample sample) {
        int labelFrom = at;
        int labelTo = endOfName(at);
        boolean quoted = line[at] == '"';
        if (quoted) {
            if (!parseQuoted()) {
                return false;
            }
            labelFrom = quotedFrom;
            labelTo = quotedTo;
        } else {
            at = labelTo;
        }
        skipBlanks();
        if (at < end && line[at] == '=') {
            at++;
            skipBlanks();
            if (labelTo == labelFrom || !parseQuoted()) {
                return false;
            }
            sample.addLabel(labelFrom, labelTo, quotedFrom, quotedTo);
            return true;
        }
        if (!quoted || sample.hasName()) {
            return false;
        }
        sample.setName(labelFrom, labelTo);
        return true;
    }

    private boolean parseQuoted() {
        if (at >= end || line[at] != '"') {
            return false;
        }
        at++;
        quotedFrom = at;
        int write = at;
        while (at < end) {
            byte b = line[at++];
            if (b == '"') {
                quotedTo = write;
                return true;
            }
            if (b == '\\' && at < end) {
                b = line[at++];
                if (b == 'n') {
                    b = '\n';
                } else if (b != '\\' && b != '"') {
                    line[write++] = '\\';
                }
            }
            line[write++] = b;
        }
        return false;
    }

    private boolean parseValue(Sample sample) {
        skipBlanks();
        int valueTo = endOfWord(at);
        double value = numbers.parse(line, at, valueTo);
        if (!numbers.valid()) {
            return false;
        }
        sample.setValue(value);
        at = valueTo;
        skipBlanks();
        if (at < end && line[at] != '#') {
            int timestampTo = endOfWord(at);
            numbers.parse(line, at, timestampTo);
            if (!numbers.valid()) {
                return false;
            }
            at = timestampTo;
            skipBlanks();
        }
        return at >= end || line[at] == '#';
    }

    private void skipBlanks() {
        while (at < end && (line[at] == ' ' || line[at] == '\t')) {
            at++;
        }
    }

    private int endOfWord(int from) {
        int to = from;
        while (to < end && line[to] != ' ' && line[to] != '\t') {
            to++;
        }
        return to;
    }

    private int endOfName(int from) {
        int to = from;
        if (to < end && NAME_BYTES[line[to] & 0xff] == NAME_START) {
            do {
                to++;
            } while (to < end && NAME_BYTES[line[to] & 0xff] != 0);
        }
        return to;
    }

    /** By byte: 0 where no name has it, {@link #NAME_START} where one may begin with it, else 1. */
    private static byte[] nameBytes() {
        byte[] kinds = new byte[256];
        Arrays.fill(kinds, 'a', 'z' + 1, NAME_START);
        Arrays.fill(kinds, 'A', 'Z' + 1, NAME_START);
        kinds['_'] = NAME_START;
        kinds[':'] = NAME_START;
        Arrays.fill(kinds, '0', '9' + 1, (byte) 1);
        kinds['.'] = 1;
        return kinds;
    }
}
