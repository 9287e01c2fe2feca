package io.nodepulse.commands.recordscrape;

import static io.nodepulse.commands.DecisionFixture.given;

import io.nodepulse.commands.Histories;
import io.nodepulse.commands.payload.Scrape;
import io.nodepulse.commands.refusal.Refusal;
import io.nodepulse.commands.server.TokenHash;
import io.nodepulse.events.ProcessSampled;

import org.junit.jupiter.api.Test;

import java.util.List;

class RecordScrapeTest {

    private static final ProcessSampled SAMPLE =
            new ProcessSampled(Histories.SERVER, Histories.AT, "nginx", 4, 12.5, 1024);

    private static RecordScrape shownWith(TokenHash token) {
        return new RecordScrape(Histories.SERVER, token, new Scrape(Histories.AT, List.of(SAMPLE)));
    }

    @Test
    void theServersAgentIsBelieved() {
        given(Histories.REGISTERED)
                .when(shownWith(Histories.FIRST_TOKEN), RecordScrape::decide)
                .then(SAMPLE);
    }

    @Test
    void onlyTheNewTokenCountsAfterARotation() {
        given(Histories.REGISTERED, Histories.ROTATED)
                .when(shownWith(Histories.SECOND_TOKEN), RecordScrape::decide)
                .then(SAMPLE);
        given(Histories.REGISTERED, Histories.ROTATED)
                .when(shownWith(Histories.FIRST_TOKEN), RecordScrape::decide)
                .thenRefused(Refusal.BAD_AGENT_TOKEN);
    }

    @Test
    void nobodySpeaksForAnUnknownServer() {
        given().when(shownWith(Histories.FIRST_TOKEN), RecordScrape::decide)
                .thenRefused(Refusal.UNREGISTERED_SERVER);
    }
}
