package io.nodepulse.access.session;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Passwords that are long enough and still guessed first: a table of the patterns that lists of
 * common passwords are made of.
 */
final class WeakPasswords {

    private static final int MIN_DIFFERENT = 5;

    /** A password is a walk where this part of its steps leads to a neighbour, in percent. */
    private static final int WALK_PERCENT = 75;

    private static final List<String> ROWS =
            List.of(
                    "`1234567890-=",
                    "qwertyuiop[]",
                    "asdfghjkl;'",
                    "zxcvbnm,./",
                    "qwertzuiop",
                    "yxcvbnm",
                    "azertyuiop",
                    "qsdfghjklm",
                    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
                    "abcdefghijklmnopqrstuvwxyz");

    private static final Set<String> WORDS =
            Set.of(
                    "password",
                    "passwort",
                    "passwd",
                    "pass",
                    "word",
                    "motdepasse",
                    "contrasena",
                    "admin",
                    "administrator",
                    "root",
                    "user",
                    "guest",
                    "test",
                    "login",
                    "welcome",
                    "willkommen",
                    "letmein",
                    "changeme",
                    "default",
                    "secret",
                    "master",
                    "server",
                    "nodepulse",
                    "node",
                    "pulse",
                    "qwerty",
                    "qwertz",
                    "azerty",
                    "iloveyou",
                    "love",
                    "you",
                    "ever",
                    "monkey",
                    "dragon",
                    "football",
                    "baseball",
                    "sunshine",
                    "princess",
                    "shadow",
                    "superman",
                    "batman",
                    "hello",
                    "hallo",
                    "my",
                    "the",
                    "new",
                    "is",
                    "spring",
                    "summer",
                    "autumn",
                    "fall",
                    "winter",
                    "january",
                    "february",
                    "march",
                    "april",
                    "may",
                    "june",
                    "july",
                    "august",
                    "september",
                    "october",
                    "november",
                    "december",
                    "monday",
                    "friday",
                    "sunday",
                    "please",
                    "access",
                    "system");

    private static final Pattern REPEATED = Pattern.compile("(.{1,6}?)\\1{2,}.{0,5}");
    private static final Pattern NUMBER = Pattern.compile("[\\d .,/:+-]+");
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}]+");

    /** What is wrong with it, and how that is seen in a password (in lower case) and a name. */
    private record Rule(String problem, BiPredicate<String, String> applies) {}

    private static final List<Rule> RULES =
            List.of(
                    new Rule(
                            "has too few different characters",
                            (password, name) ->
                                    password.codePoints().distinct().count() < MIN_DIFFERENT),
                    new Rule("is a number", (password, name) -> NUMBER.matcher(password).matches()),
                    new Rule(
                            "repeats itself",
                            (password, name) -> REPEATED.matcher(password).matches()),
                    new Rule(
                            "is a row of the keyboard or of the alphabet",
                            (password, name) -> isWalk(password)),
                    new Rule(
                            "is made of common words, or of the name",
                            (password, name) ->
                                    isOfWords(letters(password), letters(name))
                                            || isOfWords(letters(plain(password)), letters(name))));

    private WeakPasswords() {}

    /**
     * Why that password is guessed first, as the rest of a sentence.
     *
     * @param name of who would have it
     */
    static Optional<String> problemOf(String password, String name) {
        String lower = password.toLowerCase(Locale.ROOT);
        String lowerName = name.toLowerCase(Locale.ROOT);
        return RULES.stream()
                .filter(rule -> rule.applies().test(lower, lowerName))
                .map(Rule::problem)
                .findFirst();
    }

    private static boolean isWalk(String password) {
        long steps =
                IntStream.range(1, password.length())
                        .filter(i -> areNeighbours(password.charAt(i - 1), password.charAt(i)))
                        .count();
        return steps * 100 >= (password.length() - 1L) * WALK_PERCENT;
    }

    private static boolean areNeighbours(char one, char next) {
        return one == next
                || ROWS.stream()
                        .anyMatch(
                                row ->
                                        row.contains("" + one + next)
                                                || row.contains("" + next + one));
    }

    /** Digits and signs that stand for letters. */
    private static String plain(String password) {
        return password.replace('0', 'o')
                .replace('1', 'i')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('5', 's')
                .replace('7', 't')
                .replace('@', 'a')
                .replace('$', 's')
                .replace('!', 'i');
    }

    private static String letters(String text) {
        return NO_LETTER.matcher(text).replaceAll("");
    }

    /** Whether all of it is words one after the other; up to three letters may be left over. */
    private static boolean isOfWords(String letters, String name) {
        boolean[] reached = new boolean[letters.length() + 1];
        reached[0] = true;
        int furthest = 0;
        for (int from = 0; from < letters.length(); from++) {
            if (!reached[from]) {
                continue;
            }
            for (int to = from + 2; to <= letters.length(); to++) {
                String word = letters.substring(from, to);
                if (WORDS.contains(word) || (word.length() > 2 && word.equals(name))) {
                    reached[to] = true;
                    furthest = Math.max(furthest, to);
                }
            }
        }
        return furthest > 2 && letters.length() - furthest <= 3;
    }
}
