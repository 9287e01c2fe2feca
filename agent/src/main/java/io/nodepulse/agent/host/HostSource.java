package io.nodepulse.agent.host;

import java.io.IOException;

/** Where the figures of the host come from. */
interface HostSource {

    /** Reports one scrape's figures. */
    void read(long atMillis, HostFigures figures) throws IOException;
}
