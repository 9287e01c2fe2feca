package io.nodepulse.commands.recordscrape;

import io.nodepulse.commands.payload.Scrape;
import io.nodepulse.commands.server.ServerCommand;
import io.nodepulse.commands.server.ServerState;
import io.nodepulse.commands.server.TokenHash;
import io.nodepulse.events.SampleEvent;

import java.util.List;
import java.util.UUID;

/**
 * Keep one scrape.
 *
 * @param serverId the server that was scraped
 * @param presented hash of the token that came with it
 * @param scrape what was scraped
 */
public record RecordScrape(UUID serverId, TokenHash presented, Scrape scrape)
        implements ServerCommand {

    /**
     * Takes the scrape from the server's own agent. Whether it is newer than the last one is for
     * the append to find out, which can do so without state on this side.
     */
    public static List<SampleEvent> decide(RecordScrape command, ServerState state) {
        AgentCheck.require(command.serverId(), command.presented(), state);
        return command.scrape().samples();
    }
}
