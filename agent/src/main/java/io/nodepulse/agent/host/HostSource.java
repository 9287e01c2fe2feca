package io.nodepulse.agent.host;

import java.io.IOException;

/** Where the figures of the host come from. */
interface HostSource {

    /**
     * Reports one scrape's figures.
     *
     * @param askedMillis when they are asked for, milliseconds since 1970
     * @return when they were taken
     */
    long read(long askedMillis, HostReadings figures) throws IOException;

    /** Begins to count anew, with the next scrape. */
    void startAnew();
}
