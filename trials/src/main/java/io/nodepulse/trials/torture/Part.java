package io.nodepulse.trials.torture;

import java.util.List;
import java.util.Optional;

/** One program of the system. Each way to break it brings back what it broke. */
interface Part {

    /** Kills it at once, also where it has ended by itself, and starts it on what it left. */
    void kill();

    /** Ends its connections in the middle of whatever they carry. */
    void cut();

    /** Those that run. */
    List<Long> processes();

    /** The disk that it has to itself, where this user may mount one. */
    Optional<SmallDisk> disk();
}
