package io.nodepulse.agent.process;

import static io.nodepulse.agent.process.ProcessFigure.MEMORY_BYTES;
import static io.nodepulse.agent.process.ProcessFigure.NUM_PROCS;
import static io.nodepulse.agent.process.ProcessFigure.OPEN_FDS;
import static io.nodepulse.agent.process.ProcessFigure.PROCS_RUNNING;
import static io.nodepulse.agent.process.ProcessFigure.PROCS_SLEEPING;
import static io.nodepulse.agent.process.ProcessFigure.PROCS_WAITING;
import static io.nodepulse.agent.process.ProcessFigure.PROCS_ZOMBIE;
import static io.nodepulse.agent.process.ProcessFigure.PROPORTIONAL_BYTES;
import static io.nodepulse.agent.process.ProcessFigure.READ_BYTES;
import static io.nodepulse.agent.process.ProcessFigure.WORST_FD_RATIO;
import static io.nodepulse.agent.process.ProcessFigure.WRITE_BYTES;

/**
 * What a page of process_exporter says where it does not know, by its source (0.0.2 to 0.8.7), so
 * that it is not taken for an answer:
 *
 * <ul>
 *   <li>A process whose {@code io} or {@code fd} it may not read counts as 0 bytes and 0
 *       descriptors. That some could not be read shows in {@code
 *       namedprocess_scrape_partial_errors}, of all groups together; so where that grew, a group
 *       without descriptors has none that are known, and one without bytes too. A group in which
 *       some could be read shows what those had: the page does not tell.
 *   <li>Proportional memory that may not be read is 0, which no group with resident memory has.
 *   <li>Since 0.4 the states are those of processes and of the threads of those with several, so
 *       together they are more than the processes. They are not taken apart.
 * </ul>
 */
final class PageDoubts {

    private PageDoubts() {}

    /**
     * Takes away what is not known.
     *
     * @param values by ordinal of the figure
     * @param partlyRead whether there were processes that the exporter could not read whole
     */
    static void apply(double[] values, boolean partlyRead) {
        double procs = values[NUM_PROCS.ordinal()];
        if (!(procs > 0)) {
            return;
        }
        double states =
                values[PROCS_RUNNING.ordinal()]
                        + values[PROCS_SLEEPING.ordinal()]
                        + values[PROCS_WAITING.ordinal()]
                        + values[PROCS_ZOMBIE.ordinal()];
        if (!(states <= procs)) {
            forget(values, PROCS_RUNNING, PROCS_SLEEPING, PROCS_WAITING, PROCS_ZOMBIE);
        }
        if (values[PROPORTIONAL_BYTES.ordinal()] == 0 && values[MEMORY_BYTES.ordinal()] > 0) {
            forget(values, PROPORTIONAL_BYTES);
        }
        if (partlyRead && !(values[OPEN_FDS.ordinal()] > 0)) {
            forget(values, OPEN_FDS, WORST_FD_RATIO);
            if (values[READ_BYTES.ordinal()] + values[WRITE_BYTES.ordinal()] == 0) {
                forget(values, READ_BYTES, WRITE_BYTES);
            }
        }
    }

    private static void forget(double[] values, ProcessFigure... figures) {
        for (ProcessFigure figure : figures) {
            values[figure.ordinal()] = Double.NaN;
        }
    }
}
