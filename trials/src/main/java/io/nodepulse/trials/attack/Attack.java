package io.nodepulse.trials.attack;

import java.io.IOException;
import java.sql.SQLException;

/**
 * One kind of attack.
 *
 * @param name as it is asked for
 * @param tries what is done, in a line
 * @param before what came of it before there was a defence
 * @param attempt does it
 */
record Attack(String name, String tries, String before, Attempt attempt) {

    /** Tries it once on a system that may have suffered others before. */
    @FunctionalInterface
    interface Attempt {
        Finding on(AttackedSystem target) throws IOException, InterruptedException, SQLException;
    }

    /**
     * What came of it.
     *
     * @param held whether the system is as it should be
     * @param measured the figures, in a line
     */
    record Finding(boolean held, String measured) {}
}
