package io.nodepulse.commands.recordscrape;

import static io.nodepulse.commands.DecisionFixture.given;
import static io.nodepulse.commands.Histories.AT;
import static io.nodepulse.commands.Histories.FIRST_TOKEN;
import static io.nodepulse.commands.Histories.REGISTERED;
import static io.nodepulse.commands.Histories.REMOVED;
import static io.nodepulse.commands.Histories.REVOKED;
import static io.nodepulse.commands.Histories.ROTATED;
import static io.nodepulse.commands.Histories.SECOND_TOKEN;
import static io.nodepulse.commands.Histories.SERVER;

import io.nodepulse.commands.refusal.CommandRefusal;
import io.nodepulse.commands.server.TokenHash;
import io.nodepulse.events.AgentTokenRotated;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.wire.ProcessScrape;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

class RecordScrapeTest {

    private static final ProcessScrape SCRAPE =
            ProcessScrape.of(List.of(new ProcessSampled(SERVER, AT, "nginx", 4, 12.5, 1024)));
    private static final Instant OVERLAP_END = AT.plusSeconds(600);

    private static RecordScrape shownWith(TokenHash token) {
        return shownWith(token, AT);
    }

    private static RecordScrape shownWith(TokenHash token, Instant at) {
        return new RecordScrape(new Push(SERVER, token, at), SCRAPE);
    }

    @Test
    void theServersAgentIsBelieved() {
        given(REGISTERED).when(shownWith(FIRST_TOKEN), RecordScrape::decide).then(SCRAPE);
    }

    @Test
    void aReplacedTokenFades() {
        given(REGISTERED, ROTATED).when(shownWith(SECOND_TOKEN), RecordScrape::decide).then(SCRAPE);
        given(REGISTERED, ROTATED)
                .when(shownWith(FIRST_TOKEN, OVERLAP_END.minusMillis(1)), RecordScrape::decide)
                .then(SCRAPE);
        given(REGISTERED, ROTATED)
                .when(shownWith(FIRST_TOKEN, OVERLAP_END), RecordScrape::decide)
                .thenRefused(CommandRefusal.BAD_AGENT_TOKEN);
    }

    @Test
    void onlyTheLastReplacedTokenFades() {
        given(REGISTERED, ROTATED, ROTATED)
                .when(shownWith(FIRST_TOKEN), RecordScrape::decide)
                .thenRefused(CommandRefusal.BAD_AGENT_TOKEN);
    }

    @Test
    void withoutAnOverlapTheTokenBeforeIsRefusedAtOnce() {
        given(REGISTERED, new AgentTokenRotated(SERVER, SECOND_TOKEN.hex(), AT, null))
                .when(shownWith(FIRST_TOKEN), RecordScrape::decide)
                .thenRefused(CommandRefusal.BAD_AGENT_TOKEN);
    }

    @Test
    void aRevokedAgentHasNoToken() {
        given(REGISTERED, ROTATED, REVOKED)
                .when(shownWith(FIRST_TOKEN), RecordScrape::decide)
                .thenRefused(CommandRefusal.BAD_AGENT_TOKEN);
        given(REGISTERED, ROTATED, REVOKED)
                .when(shownWith(SECOND_TOKEN), RecordScrape::decide)
                .thenRefused(CommandRefusal.BAD_AGENT_TOKEN);
    }

    @Test
    void aRemovedServerHasNoAgent() {
        for (TokenHash token : new TokenHash[] {FIRST_TOKEN, SECOND_TOKEN}) {
            given(REGISTERED, ROTATED, REMOVED)
                    .when(shownWith(token), RecordScrape::decide)
                    .thenRefused(CommandRefusal.SERVER_REMOVED);
        }
    }

    @Test
    void nobodySpeaksForAnUnknownServer() {
        given().when(shownWith(FIRST_TOKEN), RecordScrape::decide)
                .thenRefused(CommandRefusal.UNREGISTERED_SERVER);
    }
}
