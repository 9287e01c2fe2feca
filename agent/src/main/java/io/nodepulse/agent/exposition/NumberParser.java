package io.nodepulse.agent.exposition;

import java.nio.charset.StandardCharsets;

/**
 * Reads numbers of the text format, which are Go floats: decimal or hexadecimal, {@code NaN},
 * {@code Inf}, any case. Short decimals, nearly all that exporters write, are read without
 * allocating.
 */
final class NumberParser {

    /** A mantissa below 2^53 and a power of ten up to 10^22 are exact, so one rounding remains. */
    private static final long EXACT_MANTISSA = 1L << 53;

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22
    };

    private static final int MAX_LENGTH = 400;

    private boolean valid;
    private int at;

    /** Whether the last {@link #parse} saw a number. */
    boolean valid() {
        return valid;
    }

    /** The number in that range; 0 with {@link #valid} false where there is none. */
    double parse(byte[] bytes, int from, int to) {
        valid = to > from && to - from <= MAX_LENGTH;
        if (!valid) {
            return 0;
        }
        boolean negative = bytes[from] == '-';
        at = negative || bytes[from] == '+' ? from + 1 : from;
        int whole = at;
        long mantissa = digits(bytes, to, 0);
        int digits = at - whole;
        int exponent = 0;
        if (at < to && bytes[at] == '.') {
            int fraction = ++at;
            mantissa = digits(bytes, to, mantissa);
            exponent = fraction - at;
            digits -= exponent;
        }
        if (digits > 0 && at < to - 1 && (bytes[at] == 'e' || bytes[at] == 'E')) {
            at++;
            exponent += exponent(bytes, to);
        }
        if (digits == 0
                || at < to
                || mantissa >= EXACT_MANTISSA
                || Math.abs(exponent) >= POWERS_OF_TEN.length) {
            return parseSlowly(bytes, from, to);
        }
        double magnitude =
                exponent < 0
                        ? mantissa / POWERS_OF_TEN[-exponent]
                        : mantissa * POWERS_OF_TEN[exponent];
        return negative ? -magnitude : magnitude;
    }

    /** Appends the digits from {@link #at} on to the number; stays large once it is too large. */
    private long digits(byte[] bytes, int to, long number) {
        long result = number;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            result = result < EXACT_MANTISSA ? result * 10 + (bytes[at] - '0') : EXACT_MANTISSA;
            at++;
        }
        return result;
    }

    /** The signed exponent at {@link #at}; leaves {@link #at} behind where there is none. */
    private int exponent(byte[] bytes, int to) {
        int start = at;
        boolean negative = bytes[at] == '-';
        if (negative || bytes[at] == '+') {
            at++;
        }
        int firstDigit = at;
        long exponent = Math.min(digits(bytes, to, 0), Short.MAX_VALUE);
        if (at == firstDigit) {
            at = start;
        }
        return (int) (negative ? -exponent : exponent);
    }

    private double parseSlowly(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        String unsigned = text.charAt(0) == '-' || text.charAt(0) == '+' ? text.substring(1) : text;
        if (unsigned.equalsIgnoreCase("inf") || unsigned.equalsIgnoreCase("infinity")) {
            return text.charAt(0) == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (text.equalsIgnoreCase("nan")) {
            return Double.NaN;
        }
        try {
            if (isNumeric(unsigned)) {
                return Double.parseDouble(text);
            }
        } catch (NumberFormatException _) {
            // Said by valid() below.
        }
        valid = false;
        return 0;
    }

    /** Keeps out what only Java takes for a number: suffixes, and white space around it. */
    private static boolean isNumeric(String unsigned) {
        boolean hexadecimal = unsigned.startsWith("0x") || unsigned.startsWith("0X");
        String allowed = hexadecimal ? "0123456789abcdefABCDEF.pP+-" : "0123456789.eE+-";
        for (int i = hexadecimal ? 2 : 0; i < unsigned.length(); i++) {
            if (allowed.indexOf(unsigned.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }
}
