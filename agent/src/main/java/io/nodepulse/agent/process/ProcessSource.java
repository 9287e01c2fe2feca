package io.nodepulse.agent.process;

import java.io.IOException;

/** Where the figures of process groups come from. */
interface ProcessSource {

    /**
     * Reports one scrape's figures to the table.
     *
     * @param askedMillis when they are asked for, milliseconds since 1970
     * @return when they were taken
     */
    long read(long askedMillis, ProcessTable table) throws IOException;

    /** Takes what the next scrape shows for the point where counting begins. */
    void startAnew();
}
