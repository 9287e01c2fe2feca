package io.nodepulse.projections.process;

/**
 * One scrape of one server, names replaced by their keys. The arrays run in parallel.
 *
 * @param serverKey the server
 * @param atMs when it was taken, in milliseconds since 1970
 * @param firstId identity of its first event, see {@code process_scrapes.first_id}
 * @param nameKeys keys of the process groups, ascending, none twice
 * @param numProcs processes per group
 * @param cpuSeconds CPU counter per group
 * @param residentBytes resident set size per group
 * @param figures optional figures, in columns by their codes, as {@link FigureParts#number} gives
 *     them
 */
record Scrape(
        int serverKey,
        long atMs,
        long firstId,
        int[] nameKeys,
        int[] numProcs,
        double[] cpuSeconds,
        long[] residentBytes,
        SparseTable figures) {}
