package io.nodepulse.launcher.torture;

import io.nodepulse.launcher.api.ApiClient;
import io.nodepulse.launcher.torture.AgentUnderTest.Account;

import java.io.IOException;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** What is left after a run: both stores against what was acknowledged, the seals, the agents. */
final class Reckoning {

    private static final Duration LONGEST_RECOVERY = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    /** A process that the real agents see for certain: they are Java programs themselves. */
    private static final String ALWAYS_THERE = "java";

    private static final String OF_STUBBORN_AGENTS = "p-00";

    private final Victims victims;
    private final HttpClient http;
    private final Consumer<String> out;

    Reckoning(Victims victims, HttpClient http, Consumer<String> out) {
        this.victims = victims;
        this.http = http;
        this.out = out;
    }

    boolean isClean(Agents agents) throws IOException, InterruptedException, SQLException {
        Findings events = inEventStore(agents);
        out.accept("event store: %d lost, %d doubled".formatted(events.lost(), events.doubled()));
        Findings rows = inReadModel(agents);
        out.accept("read model:  %d lost, %d doubled".formatted(rows.lost(), rows.doubled()));
        boolean accounted = isAccounted(agents.steady());
        boolean intact = sealsVerify();
        out.accept("seals:       " + (intact ? "intact" : "NOT INTACT"));
        return events.isClean() && rows.isClean() && accounted && intact;
    }

    private Findings inEventStore(Agents agents) throws IOException, InterruptedException {
        Findings all = Findings.NONE;
        for (StubbornAgent agent : agents.stubborn()) {
            all =
                    all.plus(
                            Findings.inEventStore(
                                    victims.address(),
                                    agent.server(),
                                    OF_STUBBORN_AGENTS,
                                    agent.acknowledged(),
                                    http));
        }
        for (AgentUnderTest agent : new AgentUnderTest[] {agents.killed(), agents.steady()}) {
            all =
                    all.plus(
                            Findings.inEventStore(
                                    victims.address(),
                                    agent.server(),
                                    ALWAYS_THERE,
                                    Set.of(),
                                    http));
        }
        return all;
    }

    /** The read model may lag; what is still missing after the time of recovery is lost. */
    private Findings inReadModel(Agents agents) throws SQLException, InterruptedException {
        Instant deadline = Instant.now().plus(LONGEST_RECOVERY);
        while (true) {
            Findings all = Findings.NONE;
            for (StubbornAgent agent : agents.stubborn()) {
                all = all.plus(Findings.inReadModel(victims.jdbcUrl(), agent));
            }
            if (all.isClean() || Instant.now().isAfter(deadline)) {
                return all;
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    /**
     * Whether what the agent scraped, less what it says it dropped, is what the read model has. It
     * goes on scraping, so the two are compared until they were read within one of its intervals.
     */
    private boolean isAccounted(AgentUnderTest agent)
            throws IOException, InterruptedException, SQLException {
        Instant deadline = Instant.now().plus(LONGEST_RECOVERY);
        while (true) {
            Account account = agent.account(http);
            long stored = Findings.storedScrapes(victims.jdbcUrl(), agent.server());
            boolean equal = account.buffered() == 0 && account.delivered() == stored;
            if (equal || Instant.now().isAfter(deadline)) {
                out.accept(
                        "real agent:  %d scraped, %d dropped by its own count, %d stored%s"
                                .formatted(
                                        account.scraped(),
                                        account.dropped(),
                                        stored,
                                        equal ? "" : ": NOT ACCOUNTED FOR"));
                return equal;
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private boolean sealsVerify() {
        AtomicBoolean intact = new AtomicBoolean();
        new ApiClient(victims.address())
                .postForLines(
                        "/api/audit/verify",
                        Victims.ADMIN_TOKEN,
                        "",
                        line -> intact.set(line.path("intact").booleanValue(false)));
        return intact.get();
    }
}
