package io.nodepulse.events.administration;

import io.nodepulse.events.InvalidFieldException;
import io.nodepulse.events.Require;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Whatever was sealed under a number is erased: its key is destroyed from now on, and where it
 * comes back, as with an older copy of the store, it is destroyed again.
 *
 * @param number of the person, or of an API token of theirs, {@value #NUMBER_LENGTH} lower-case hex
 *     digits
 * @param formerly the name that stands in the clear in events of before names were sealed, so that
 *     those and the sealed ones go on to tell of one account; null where there are none
 * @param at when
 */
public record PersonErased(String number, @Nullable String formerly, Instant at)
        implements AccountEvent {

    /** Length of a person's number. */
    public static final int NUMBER_LENGTH = 12;

    private static final Pattern NUMBER = Pattern.compile("[0-9a-f]{" + NUMBER_LENGTH + "}");

    public PersonErased {
        Require.wholeMillis(at);
        if (!isNumber(number)) {
            throw new InvalidFieldException(
                    "number", "must be " + NUMBER_LENGTH + " lower-case hex digits");
        }
        if (formerly != null) {
            Require.name("formerly", formerly, PersonAdded.MAX_NAME_LENGTH);
        }
    }

    /** Whether that is written like a person's number. */
    public static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /** Without the name. */
    @Override
    public String toString() {
        return "PersonErased[" + number + ", " + at + "]";
    }
}
