package io.nodepulse.commands.recordscrape;

import io.nodepulse.commands.server.ServerCommand;
import io.nodepulse.commands.server.ServerLife;
import io.nodepulse.events.Sampled;

import java.util.List;
import java.util.UUID;

/**
 * Keep one scrape.
 *
 * @param push what it came with
 * @param scrape what was scraped
 */
record RecordScrape(Push push, Sampled scrape) implements ServerCommand {

    @Override
    public UUID serverId() {
        return push.serverId();
    }

    /**
     * Takes the scrape from the server's own agent. Whether it is newer than the last one is for
     * the append to find out, which can do so without state on this side.
     */
    static List<Sampled> decide(RecordScrape command, ServerLife state) {
        AgentCheck.require(command.push(), state);
        return List.of(command.scrape());
    }
}
