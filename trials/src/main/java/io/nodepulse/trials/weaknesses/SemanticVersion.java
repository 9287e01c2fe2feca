package io.nodepulse.trials.weaknesses;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A version as npm has it, in the order of Semantic Versioning 2.0.0, clause 11. What follows a
 * plus sign does not count; numbers that are left out, as records of weaknesses do, are 0.
 *
 * @param numbers major, minor and patch
 * @param preRelease the identifiers after the hyphen; empty for a release
 */
record SemanticVersion(List<BigInteger> numbers, List<String> preRelease)
        implements Comparable<SemanticVersion> {

    private static final Pattern FORM =
            Pattern.compile(
                    "v?(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?(?:-([0-9A-Za-z.-]+))?(?:\\+[0-9A-Za-z.-]+)?");

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /**
     * @throws IllegalArgumentException if it is no such version
     */
    static SemanticVersion parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no semantic version");
        }
        List<BigInteger> numbers =
                Stream.of(1, 2, 3)
                        .map(parts::group)
                        .map(part -> part == null ? BigInteger.ZERO : new BigInteger(part))
                        .toList();
        String preRelease = parts.group(4);
        return new SemanticVersion(
                numbers, preRelease == null ? List.of() : List.of(preRelease.split("\\.", -1)));
    }

    @Override
    public int compareTo(SemanticVersion other) {
        for (int i = 0; i < numbers.size(); i++) {
            int order = numbers.get(i).compareTo(other.numbers.get(i));
            if (order != 0) {
                return order;
            }
        }
        if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
            return Boolean.compare(preRelease.isEmpty(), other.preRelease.isEmpty());
        }
        return comparePreReleases(preRelease, other.preRelease);
    }

    private static int comparePreReleases(List<String> left, List<String> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = compareIdentifiers(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    /** Numbers by their value and before words, words by ASCII. */
    private static int compareIdentifiers(String left, String right) {
        boolean leftIsNumber = NUMBER.matcher(left).matches();
        boolean rightIsNumber = NUMBER.matcher(right).matches();
        if (leftIsNumber && rightIsNumber) {
            return new BigInteger(left).compareTo(new BigInteger(right));
        }
        return leftIsNumber == rightIsNumber
                ? left.compareTo(right)
                : Boolean.compare(rightIsNumber, leftIsNumber);
    }
}
