package io.nodepulse.trials.bench.rival;

import io.nodepulse.launcher.up.Running;
import io.nodepulse.trials.bench.query.GeneratedHistory;

import java.io.IOException;
import java.nio.file.Path;

/** A time series database that this machine has. It is asked in PromQL. */
interface Rival {

    /** As it calls itself, with its version. */
    String name();

    /**
     * Starts it with all of a history, ready to be asked.
     *
     * @param running ends it
     */
    Program start(GeneratedHistory history, Path folder, Running running)
            throws IOException, InterruptedException;
}
