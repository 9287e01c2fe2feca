package io.nodepulse.agent.process;

import io.nodepulse.agent.payload.JsonBuffer;

import java.io.IOException;
import java.util.List;

/** Where the figures of process groups come from. */
interface ProcessSource {

    /**
     * Reports one scrape's figures to the table.
     *
     * @param askedMillis when they are asked for, milliseconds since 1970
     * @return when they were taken
     */
    long read(long askedMillis, ProcessTable table) throws IOException;

    /**
     * Writes what else it knows of the groups of the last scrape that are sent, as fields of that
     * scrape.
     */
    default void writeMore(List<SentGroup> sent, JsonBuffer to) {}

    /** Takes what the next scrape shows for the point where counting begins. */
    void startAnew();
}
