package io.nodepulse.audit.export;

import io.nodepulse.events.ShownName;

import java.text.Normalizer;

/**
 * Texts in CSV (RFC 4180) that a spreadsheet will not take for a formula, and whose reader sees all
 * of them: what cannot be seen is written out, see {@link ShownName}.
 */
public final class CsvText {

    public static final String LINE_END = "\r\n";

    /** The last one is the minus sign of mathematics, which is no form of the one on keyboards. */
    private static final String FORMULA_STARTS = "=+-@\u2212";

    private CsvText() {}

    /** The text of a field, which is not empty. */
    public static String quoted(String text) {
        String shown = ShownName.of(text);
        String safe = startsFormula(shown) ? "'" + shown : shown;
        return safe.matches("[\\w ./:-]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    /** In whatever width or size its first character comes: spreadsheets take them for the same. */
    private static boolean startsFormula(String shown) {
        String first = shown.substring(0, shown.offsetByCodePoints(0, 1));
        return FORMULA_STARTS.indexOf(Normalizer.normalize(first, Normalizer.Form.NFKC).charAt(0))
                >= 0;
    }
}
