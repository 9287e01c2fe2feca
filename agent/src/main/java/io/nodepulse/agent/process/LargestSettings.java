package io.nodepulse.agent.process;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/**
 * What is sent of the largest processes behind the groups.
 *
 * @param listed whether anything is
 * @param arguments whether their arguments are, too
 * @param hidden what is hidden in arguments beside what looks like a secret; null for nothing
 */
public record LargestSettings(boolean listed, boolean arguments, @Nullable Pattern hidden) {

    /** Who they are, and not how they were called. */
    public static final LargestSettings USUAL = new LargestSettings(true, false, null);

    public static final LargestSettings NONE = new LargestSettings(false, false, null);
}
