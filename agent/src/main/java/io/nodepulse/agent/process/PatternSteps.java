package io.nodepulse.agent.process;

import org.jspecify.annotations.Nullable;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Matches patterns against what processes say of themselves, within bounds: a name that is made so
 * that a pattern tries for ever is given up on after {@value #PER_MATCH} characters looked at, and
 * nothing is tried any more in a scrape that has had {@value #PER_SCRAPE}. What is given up on does
 * not match. Used by one thread.
 */
final class PatternSteps {

    static final int PER_MATCH = 100_000;
    static final int PER_SCRAPE = 50_000_000;

    private long left = PER_SCRAPE;
    private boolean gaveUp;

    /** Begins a scrape. */
    void begin() {
        left = PER_SCRAPE;
    }

    /** Whether this scrape's are used up: what is asked now would not match for that reason. */
    boolean areSpent() {
        return left <= 0;
    }

    /** Whether the last match was given up on. */
    boolean gaveUp() {
        return gaveUp;
    }

    /** The text with that in place of each match, or null where the pattern is given up on. */
    @Nullable String replace(Pattern pattern, String text, String by) {
        Counted counted = new Counted(text, (int) Math.min(PER_MATCH, left));
        try {
            return pattern.matcher(counted).replaceAll(by);
        } catch (TooManySteps | StackOverflowError _) {
            return null;
        } finally {
            left -= counted.looked;
        }
    }

    /** How the text matches from end to end, or null where it does not. */
    @Nullable MatchResult match(Pattern pattern, String text) {
        Counted counted = new Counted(text, (int) Math.min(PER_MATCH, left));
        gaveUp = false;
        try {
            Matcher matcher = pattern.matcher(counted);
            return matcher.matches() ? matcher.toMatchResult() : null;
        } catch (TooManySteps | StackOverflowError _) {
            // A repeated alternative takes a stack frame for each of its turns.
            gaveUp = true;
            return null;
        } finally {
            left -= counted.looked;
        }
    }

    /** Thrown out of the middle of a match; without a stack, which nobody reads. */
    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1;

        private TooManySteps() {
            super("too many steps", null, false, false);
        }
    }

    private static final class Counted implements CharSequence {
        private final String text;
        private final int most;
        private int looked;

        Counted(String text, int most) {
            this.text = text;
            this.most = most;
        }

        @Override
        public char charAt(int index) {
            if (++looked > most) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return text.substring(from, to);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
