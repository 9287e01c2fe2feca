package io.nodepulse.access.factor;

import java.util.Locale;
import java.util.regex.Pattern;

/** Codes as people type them: in groups, with blanks or dashes between, in any case. */
final class TypedCode {

    private static final Pattern BETWEEN = Pattern.compile("[\\s-]");
    private static final Pattern OF_THE_TIME = Pattern.compile("[0-9]{6}");

    private TypedCode() {}

    static String plain(String typed) {
        return BETWEEN.matcher(typed).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** Whether it looks like a code of the time rather than one for emergencies. */
    static boolean isOfTheTime(String plain) {
        return OF_THE_TIME.matcher(plain).matches();
    }
}
