package io.nodepulse.trials.fuzz;

import java.util.List;

/**
 * What stands in a spoiled body in the place of a value. Bytes that are no UTF-8 are written as ISO
 * 8859-1.
 */
final class BadValues {

    static final List<String> NUMBERS =
            List.of(
                    "-1",
                    "-0",
                    "0",
                    "1e999",
                    "-1e999",
                    "1e-999",
                    "1E400",
                    "NaN",
                    "Infinity",
                    "-Infinity",
                    "9223372036854775807",
                    "9223372036854775808",
                    "-9223372036854775809",
                    "9007199254740993",
                    "1.7976931348623157e308",
                    "4.9e-324",
                    "0x10",
                    "007",
                    "1.",
                    ".5",
                    "+1",
                    "1e",
                    "9".repeat(390),
                    "9".repeat(2_000),
                    "0." + "1".repeat(390));

    static final List<String> STRINGS =
            List.of(
                    "\"\"",
                    "\"<script>alert(1)</script>\"",
                    "\"'; DROP TABLE servers; --\"",
                    "\"../../etc/passwd\"",
                    "\"${jndi:ldap://x/a}\"",
                    "\"\\u0000\"",
                    "\"\\ud800\"",
                    "\"\\udc00\\ud800\"",
                    "\"\\u202e\"",
                    "\"\\x\"",
                    "\"tab\there\"",
                    "\"\u00c3\u0028\"",
                    "\"\u00c0\u0080\"",
                    "\"\u00ed\u00a0\u0080\"",
                    "\"\u00f8\u0088\u0080\u0080\u0080\"",
                    "\"\u00ff\u00fe\"",
                    "\"" + "n".repeat(256) + "\"",
                    "\"" + "n".repeat(257) + "\"",
                    "\"" + "n".repeat(20_000) + "\"",
                    "\"0000-00-00T00:00:00Z\"",
                    "\"+999999999-12-31T23:59:59Z\"",
                    "\"-999999999-01-01T00:00:00Z\"",
                    "\"1970-01-01T00:00:00Z\"",
                    "\"2026-02-30T25:61:61Z\"");

    static final List<String> OTHER_TYPES =
            List.of("null", "true", "{}", "[]", "[[]]", "\"1\"", "{\"a\":1}", "[1,2]", "1", "tru");

    static final List<String> ENCODINGS =
            List.of("br", "identity", "GZIP", "x-gzip", "gzip, gzip", "deflate", ";");

    private BadValues() {}
}
