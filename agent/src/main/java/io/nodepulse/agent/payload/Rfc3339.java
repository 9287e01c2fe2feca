package io.nodepulse.agent.payload;

import java.nio.charset.StandardCharsets;

/**
 * Writes instants as {@code 2025-10-30T12:00:00.000Z}. By hand, because java.time's formatter loads
 * a few hundred classes that the agent needs for nothing else.
 */
public final class Rfc3339 {

    /** Bytes of a written instant. */
    public static final int LENGTH = 24;

    private static final long MILLIS_PER_DAY = 86_400_000L;

    private Rfc3339() {}

    /** The instant as text; years 0 to 9999. */
    public static String text(long epochMillis) {
        byte[] bytes = new byte[LENGTH];
        write(epochMillis, bytes, 0);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /**
     * Writes the instant at that index. The date is found by counting days in eras of 400 years
     * that begin on 1 March, so that the leap day is the last of its year.
     */
    static void write(long epochMillis, byte[] to, int at) {
        long days = Math.floorDiv(epochMillis, MILLIS_PER_DAY) + 719_468;
        int millis = (int) Math.floorMod(epochMillis, MILLIS_PER_DAY);
        long era = Math.floorDiv(days, 146_097L);
        int dayOfEra = (int) (days - era * 146_097);
        int yearOfEra =
                (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        int year = (int) (yearOfEra + era * 400 + (month <= 2 ? 1 : 0));
        digits(year, 4, '-', to, at);
        digits(month, 2, '-', to, at + 5);
        digits(day, 2, 'T', to, at + 8);
        digits(millis / 3_600_000, 2, ':', to, at + 11);
        digits(millis / 60_000 % 60, 2, ':', to, at + 14);
        digits(millis / 1_000 % 60, 2, '.', to, at + 17);
        digits(millis % 1_000, 3, 'Z', to, at + 20);
    }

    private static void digits(int value, int count, char then, byte[] to, int at) {
        int rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            to[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        to[at + count] = (byte) then;
    }
}
