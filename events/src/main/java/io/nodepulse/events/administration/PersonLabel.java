package io.nodepulse.events.administration;

import java.util.Optional;

/**
 * What stands where something of a person stood that cannot be told any more: {@code (erased)}, and
 * where it was a name, {@code (erased) <number>}, so that what one person did is still told apart
 * from what others did. What cannot be read for any other reason is {@code (unreadable)}, never
 * {@code (erased)}. Nobody is given such a name.
 */
public final class PersonLabel {

    /** Its key was destroyed on request. */
    public static final String ERASED = "(erased)";

    /** Its key is missing or does not fit, or it was altered. */
    public static final String UNREADABLE = "(unreadable)";

    private PersonLabel() {}

    /** In the place of the name of that number. */
    public static String erased(String number) {
        return ERASED + " " + number;
    }

    /** In the place of the name of that number. */
    public static String unreadable(String number) {
        return UNREADABLE + " " + number;
    }

    /** Whether a name is one of these. */
    public static boolean isOne(String name) {
        return name.startsWith(ERASED) || name.startsWith(UNREADABLE);
    }

    /** Whether the actor of that name is one whose own name cannot be told. */
    public static boolean isOneOf(String actor) {
        int name = Actor.nameAt(actor);
        return name > 0 && isOne(actor.substring(name));
    }

    /** The number in a name that cannot be read. */
    public static Optional<String> unreadableNumber(String name) {
        return Optional.of(name)
                .filter(each -> each.startsWith(UNREADABLE + " "))
                .map(each -> each.substring(UNREADABLE.length() + 1))
                .filter(PersonErased::isNumber);
    }
}
