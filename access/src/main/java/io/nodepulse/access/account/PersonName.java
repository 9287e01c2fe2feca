package io.nodepulse.access.account;

import io.nodepulse.edge.Refused;
import io.nodepulse.events.administration.PersonLabel;

import org.springframework.http.HttpStatus;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Names of people as the profile UsernameCaseMapped has them (RFC 8265, on PRECIS, RFC 8264):
 * narrow, in lower case, composed (NFC), of letters, digits and visible ASCII, with single blanks
 * inside at most. So one name is written in one way. Beyond the profile, letters of scripts that
 * are not written together are refused, and names that look like one that there is.
 *
 * <p>Holds for names that are given; who has another one from before keeps it.
 */
public final class PersonName {

    private static final String ALLOWED =
            "letters, digits and visible ASCII but / and \\, with single blanks inside";

    /** Scripts that are written together (UTS 39, "highly restrictive", without Latin). */
    private static final List<Set<UnicodeScript>> TOGETHER =
            List.of(
                    EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA),
                    EnumSet.of(UnicodeScript.HAN, UnicodeScript.HANGUL),
                    EnumSet.of(UnicodeScript.HAN, UnicodeScript.BOPOMOFO));

    /** Small letters that are drawn like Latin ones or like each other, and what they look like. */
    private static final Map<String, String> LOOKS =
            Map.ofEntries(
                    Map.entry("\u0430\u03b1", "a"),
                    Map.entry("\u0441\u03f2", "c"),
                    Map.entry("\u0501", "d"),
                    Map.entry("\u0435", "e"),
                    Map.entry("\u04bb", "h"),
                    Map.entry("\u0456\u03b9\u0131", "i"),
                    Map.entry("\u0458", "j"),
                    Map.entry("\u043a\u03ba", "k"),
                    Map.entry("1\u04cf|", "l"),
                    Map.entry("0\u043e\u03bf\u0585", "o"),
                    Map.entry("\u0440\u03c1", "p"),
                    Map.entry("\u051b", "q"),
                    Map.entry("\u0455", "s"),
                    Map.entry("\u057d\u03c5", "u"),
                    Map.entry("\u03bd\u0475", "v"),
                    Map.entry("\u051d\u0461", "w"),
                    Map.entry("\u0445\u03c7", "x"),
                    Map.entry("\u0443\u03b3", "y"));

    private PersonName() {}

    /**
     * The one way to write that name.
     *
     * @throws Refused if nobody may be called that
     */
    public static String of(String given) {
        String name = mapped(given);
        if (name.isBlank() || !name.equals(name.strip()) || name.contains("  ")) {
            throw refused("must not be blank, begin or end with a blank, or have two in a row");
        }
        if (PersonLabel.isOne(name)) {
            throw refused("must not look like one that was erased or cannot be read");
        }
        if (name.chars().allMatch(c -> c == '.') || name.contains("/") || name.contains("\\")) {
            throw refused("must be no dots only and have no / or \\");
        }
        if (!name.codePoints().allMatch(PersonName::mayBeIn)) {
            throw refused("must have only " + ALLOWED);
        }
        if (Character.getType(name.codePointAt(0)) == Character.NON_SPACING_MARK) {
            throw refused("must not begin with a mark that combines");
        }
        requireOneScript(name);
        requireOneDirection(name);
        return name;
    }

    /** As somebody wrote it to sign in: one that nobody may have is left alone, and not found. */
    public static String mapped(String given) {
        String narrow =
                given.codePoints()
                        .collect(StringBuilder::new, PersonName::narrow, StringBuilder::append)
                        .toString();
        return Normalizer.normalize(narrow.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    private static void narrow(StringBuilder to, int character) {
        Character.UnicodeBlock block = Character.UnicodeBlock.of(character);
        if (Character.UnicodeBlock.HALFWIDTH_AND_FULLWIDTH_FORMS.equals(block)) {
            to.append(Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKC));
        } else {
            to.appendCodePoint(character);
        }
    }

    private static Refused refused(String problem) {
        return Refused.field("name", problem, ALLOWED);
    }

    private static boolean mayBeIn(int character) {
        if (character >= ' ' && character <= '~') {
            return true;
        }
        boolean kind =
                switch (Character.getType(character)) {
                    case Character.LOWERCASE_LETTER,
                            Character.UPPERCASE_LETTER,
                            Character.OTHER_LETTER,
                            Character.MODIFIER_LETTER,
                            Character.NON_SPACING_MARK,
                            Character.COMBINING_SPACING_MARK,
                            Character.DECIMAL_DIGIT_NUMBER ->
                            true;
                    default -> false;
                };
        return kind && Normalizer.isNormalized(Character.toString(character), Normalizer.Form.NFKC);
    }

    private static void requireOneScript(String name) {
        Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
        name.codePoints().mapToObj(UnicodeScript::of).forEach(scripts::add);
        scripts.removeAll(EnumSet.of(UnicodeScript.COMMON, UnicodeScript.INHERITED));
        if (scripts.size() > 1
                && TOGETHER.stream().noneMatch(together -> together.containsAll(scripts))) {
            throw refused("must not mix letters of several scripts");
        }
    }

    /**
     * The rule of RFC 5893 for what runs from right to left, as far as one script leaves it open.
     */
    private static void requireOneDirection(String name) {
        if (name.codePoints().anyMatch(PersonName::isFromTheRight)
                && !(isFromTheRight(name.codePointAt(0))
                        && name.codePoints()
                                .allMatch(
                                        c ->
                                                isFromTheRight(c)
                                                        || Character.getType(c)
                                                                == Character.NON_SPACING_MARK
                                                        || Character.isDigit(c)))) {
            throw refused("must run in one direction");
        }
    }

    private static boolean isFromTheRight(int character) {
        byte direction = Character.getDirectionality(character);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    /** Throws if somebody has that name, or one that looks like it. */
    public static void requireFree(String name, Accounts accounts) {
        String looks = looksOf(name);
        for (Person person : accounts.people()) {
            if (person.name().equals(name)) {
                throw Refused.of(HttpStatus.CONFLICT, "there is a person " + name + " already");
            }
            if (looksOf(mapped(person.name())).equals(looks)) {
                throw Refused.of(
                        HttpStatus.CONFLICT,
                        "there is a person already whose name looks like " + name);
            }
        }
    }

    /** Equal for names that look alike (after UTS 39's skeletons). */
    private static String looksOf(String name) {
        StringBuilder looks = new StringBuilder();
        name.strip()
                .replaceAll("\\s+", " ")
                .codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT)
                .forEach(c -> looks.append(likeOf(Character.toString(c))));
        return looks.toString().replace("rn", "m").replace("vv", "w");
    }

    private static String likeOf(String character) {
        for (Map.Entry<String, String> look : LOOKS.entrySet()) {
            if (look.getKey().contains(character)) {
                return look.getValue();
            }
        }
        return character;
    }
}
