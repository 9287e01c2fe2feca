package io.nodepulse.agent.process;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Set;

/**
 * Which files of a process are read beside its {@code stat}, each for the figures that only it has.
 *
 * @param parts none twice
 */
public record ProcFigures(Set<Part> parts) {

    /** A file of a process, or several. */
    public enum Part {
        /** {@code io}: bytes read and written. */
        IO,
        /** {@code fd} and {@code limits}: descriptors. */
        FDS,
        /** {@code status}: swap, and context switches of processes with one thread. */
        STATUS,
        /** {@code task/TID/status}: context switches of the others, which is a file per thread. */
        THREADS,
        /** {@code smaps_rollup}: proportional memory, for which the kernel walks all pages. */
        SMAPS;

        private final String word = name().toLowerCase(Locale.ROOT);

        /** As it is written in the configuration. */
        public String word() {
            return word;
        }

        /** The part of that word, or null. */
        public static @Nullable Part ofWord(String word) {
            for (Part part : values()) {
                if (part.word.equals(word)) {
                    return part;
                }
            }
            return null;
        }
    }

    /** What is cheap. */
    public static final ProcFigures USUAL = new ProcFigures(Set.of(Part.IO, Part.FDS, Part.STATUS));

    public ProcFigures {
        parts = Set.copyOf(parts);
    }

    boolean has(Part part) {
        return parts.contains(part);
    }
}
