package io.nodepulse.query.request;

import io.nodepulse.query.problem.InvalidParameterException;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Parameters that stand for one value: numbers, words of a list, ids. */
public final class Parameters {

    private static final int UUID_LENGTH = 36;
    private static final int MAX_SERVERS = 100;

    private Parameters() {}

    /** A whole number from {@code min} to {@code max}; {@code absent} where there is none. */
    public static int wholeNumber(
            String name, @Nullable String text, int min, int max, int absent) {
        if (text == null) {
            return absent;
        }
        String allowed = min + " to " + max;
        int value;
        try {
            value = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new InvalidParameterException(
                    name, name + " must be a whole number, is " + quoted(text) + ".", allowed);
        }
        if (value < min || value > max) {
            throw new InvalidParameterException(
                    name, name + " must be " + allowed + ", is " + value + ".", allowed);
        }
        return value;
    }

    /** One of the constants of an enum, by its name in lower case. */
    public static <E extends Enum<E>> E word(String name, @Nullable String text, E absent) {
        if (text == null) {
            return absent;
        }
        E[] constants = absent.getDeclaringClass().getEnumConstants();
        for (E constant : constants) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                return constant;
            }
        }
        String allowed =
                String.join(
                        ", ",
                        Arrays.stream(constants)
                                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                .toList());
        throw new InvalidParameterException(
                name, name + " must be one of " + allowed + ", is " + quoted(text) + ".", allowed);
    }

    /** A server's id in the usual 36 characters. */
    public static UUID serverId(String name, String text) {
        if (text.length() == UUID_LENGTH) {
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException e) {
                throw notAUuid(name, text);
            }
        }
        throw notAUuid(name, text);
    }

    /** The ids of 1 to 100 different servers, separated by commas. */
    public static List<UUID> serverIds(String name, @Nullable String text) {
        String allowed = "1 to " + MAX_SERVERS + " server ids (UUIDs), separated by commas";
        if (text == null || text.isEmpty()) {
            throw new InvalidParameterException(name, name + " is missing.", allowed);
        }
        List<UUID> ids =
                Arrays.stream(text.split(",", -1))
                        .map(id -> serverId(name, id))
                        .distinct()
                        .toList();
        if (ids.size() > MAX_SERVERS) {
            throw new InvalidParameterException(
                    name, name + " names " + ids.size() + " servers.", allowed);
        }
        return ids;
    }

    private static InvalidParameterException notAUuid(String name, String text) {
        return new InvalidParameterException(
                name, name + " must be a UUID, is " + quoted(text) + ".", "a UUID");
    }

    /** The text as it came, shortened, for a message. */
    static String quoted(String text) {
        int longest = 60;
        return '"' + (text.length() <= longest ? text : text.substring(0, longest) + "…") + '"';
    }
}
