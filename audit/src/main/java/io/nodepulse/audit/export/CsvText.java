package io.nodepulse.audit.export;

import io.nodepulse.events.ShownName;

/**
 * Texts in CSV (RFC 4180) that a spreadsheet will not take for a formula, and whose reader sees all
 * of them: what cannot be seen is written out, see {@link ShownName}.
 */
public final class CsvText {

    public static final String LINE_END = "\r\n";

    private static final String FORMULA_STARTS = "=+-@";

    private CsvText() {}

    /** The text of a field, which is not empty. */
    public static String quoted(String text) {
        String shown = ShownName.of(text);
        String safe = FORMULA_STARTS.indexOf(shown.charAt(0)) >= 0 ? "'" + shown : shown;
        return safe.matches("[\\w ./:-]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
