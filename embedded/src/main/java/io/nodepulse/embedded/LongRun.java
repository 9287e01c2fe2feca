package io.nodepulse.embedded;

/**
 * Whether tests go on for long. {@code mvn verify} has the short form of what finds more the longer
 * it takes: a seed instead of twenty, a kill instead of five. {@code mvn verify -Plong} has all of
 * it, and what is tagged as {@link #TAG} besides.
 */
public final class LongRun {

    /** Of a test that each build can do without: others of it see that the same still holds. */
    public static final String TAG = "long";

    private LongRun() {}

    public static boolean isAsked() {
        return Boolean.getBoolean("tests.long");
    }

    /** How many there are of something. */
    public static int of(int inEachBuild, int inTheLongRun) {
        return isAsked() ? inTheLongRun : inEachBuild;
    }
}
