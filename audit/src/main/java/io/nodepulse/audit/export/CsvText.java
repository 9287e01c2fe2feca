package io.nodepulse.audit.export;

/** Texts in CSV (RFC 4180) that a spreadsheet will not take for a formula. */
public final class CsvText {

    public static final String LINE_END = "\r\n";

    private static final String FORMULA_STARTS = "=+-@\t\r";

    private CsvText() {}

    /** The text of a field, which is not empty. */
    public static String quoted(String text) {
        String safe = FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.matches("[\\w ./:-]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
