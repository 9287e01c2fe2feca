package io.nodepulse.trials.bench.rival;

import io.nodepulse.launcher.up.Running;
import io.nodepulse.trials.bench.query.GeneratedHistory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A time series database that this machine has. It is asked in PromQL. */
interface Rival {

    /** Those that this machine has. */
    static List<Rival> find(Path folder) throws IOException, InterruptedException {
        List<Rival> rivals = new ArrayList<>();
        Prometheus.find(folder).ifPresent(rivals::add);
        VictoriaMetrics.find(folder).ifPresent(rivals::add);
        return rivals;
    }

    /** As it calls itself, with its version. */
    String name();

    /**
     * Starts it with all of a history, ready to be asked.
     *
     * @param figures which of the samples' it gets
     * @param running ends it
     */
    Program start(GeneratedHistory history, Exposition figures, Path folder, Running running)
            throws IOException, InterruptedException;

    /** Has it bring all that it took into as few files as it ever will, if it can be told to. */
    default void merge(Program program) throws IOException, InterruptedException {}

    /** Where its data is below the folder that it was started in. */
    Path data(Path folder);
}
