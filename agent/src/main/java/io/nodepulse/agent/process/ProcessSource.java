package io.nodepulse.agent.process;

import java.io.IOException;

/** Where the figures of process groups come from. */
interface ProcessSource {

    /** Reports one scrape's figures to the table. */
    void read(ProcessTable table) throws IOException;
}
