package io.nodepulse.trials.torture;

import io.nodepulse.launcher.api.ApiClient;
import io.nodepulse.trials.torture.AgentUnderTest.Account;
import io.nodepulse.trials.torture.PushedCheck.Lost;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * What is left after a run: both stores against what was acknowledged, the losses against what is
 * named, the seals, the agents.
 */
final class Reckoning {

    private final Victims victims;
    private final Agents agents;
    private final Operator operator;
    private final HttpClient http;
    private final ReadModelSamples readModel;
    private final ApiClient api;
    private final SegmentReckoning segments;
    private final Consumer<String> out;

    /**
     * @param directory for what has to be copied to be compared
     */
    Reckoning(
            Victims victims,
            Path directory,
            Agents agents,
            Operator operator,
            HttpClient http,
            Consumer<String> out) {
        this.victims = victims;
        this.agents = agents;
        this.operator = operator;
        this.http = http;
        this.readModel = new ReadModelSamples(victims.postgres().loginUrl());
        this.api = new ApiClient(victims.auditAddress());
        this.segments = new SegmentReckoning(victims, directory, out);
        this.out = out;
    }

    boolean isClean() throws IOException, InterruptedException, SQLException {
        SegmentsView view = Waiting.answer("The event store", () -> SegmentsView.now(api));
        EventStoreSamples samples =
                new EventStoreSamples(victims.auditAddress(), http, view.trimmed());
        CheckedStore events = read(samples);
        out.accept("event store: " + events.findings());
        boolean trimmed = segments.hasTrimmed(view, samples.notInValkey());
        JsonNode figures = Waiting.answer("The event store", () -> api.get("/api/event-store"));
        Named named = Named.of(LostRange.in(figures), operator.lost());
        boolean isNamed = lossesAreNamed(events, named);
        boolean follows = readModelFollows(events, figures);
        boolean accounted = isAccounted(agents.steady(), victims.mayLose() ? named.events() : 0);
        boolean intact = sealsVerify();
        out.accept("seals:       " + (intact ? "intact" : "NOT INTACT"));
        boolean proven = segments.areProven();
        boolean kept = victims.mayLose() ? isNamed : events.findings().lost() == 0;
        return kept
                && events.findings().isTrue()
                && follows
                && accounted
                && intact
                && proven
                && trimmed;
    }

    private CheckedStore read(EventStoreSamples samples) throws IOException, InterruptedException {
        CheckedStore checked = new CheckedStore();
        for (StubbornAgent agent : agents.stubborn()) {
            PushedCheck check = PushedCheck.of(agent);
            int shard = samples.read(agent.server(), check).orElse(CheckedStore.UNKNOWN_SHARD);
            checked.add(agent.number(), shard, check);
        }
        for (AgentUnderTest agent : agents.real()) {
            ScrapedCheck check = new ScrapedCheck();
            samples.read(agent.server(), check);
            checked.add(check);
        }
        return checked;
    }

    private boolean lossesAreNamed(CheckedStore events, Named named) {
        Map<Integer, List<Lost>> unnamed = events.unnamed(named);
        int samples = unnamed.values().stream().flatMap(List::stream).mapToInt(Lost::samples).sum();
        out.accept(
                "named lost:  %d events in %d ranges; %d lost samples in none"
                        .formatted(named.events(), named.ranges(), samples));
        if (samples > 0) {
            named.lines().forEach(line -> out.accept("  named      " + line));
            unnamed.forEach(
                    (shard, lost) ->
                            lost.forEach(
                                    scrape ->
                                            out.accept(
                                                    "  NOT NAMED  shard %d: %d samples, pushed %s"
                                                            .formatted(
                                                                    shard,
                                                                    scrape.samples(),
                                                                    scrape.sent()))));
        }
        return samples == 0;
    }

    /** Whether the read model has what the event store has, once it has caught up. */
    private boolean readModelFollows(CheckedStore events, JsonNode figures)
            throws InterruptedException {
        ReachedHeads heads = ReachedHeads.of(figures);
        AtomicReference<String> behind = new AtomicReference<>("does not say how far it is");
        AtomicReference<String> said = new AtomicReference<>("cannot be read");
        boolean passed =
                Waiting.until(
                        () -> {
                            behind.set(heads.notPassed(api.get("/api/projections")));
                            return behind.get().isEmpty();
                        });
        boolean holds =
                Waiting.until(
                        () -> {
                            CheckedStore rows = inReadModel();
                            long lacking = rows.lacksOf(events);
                            long unlike = unlikeTree();
                            said.set(
                                    "%s; %d lacking that are in the event store, %d otherwise in the tree"
                                            .formatted(rows.findings(), lacking, unlike));
                            return rows.findings().isTrue() && lacking + unlike == 0;
                        });
        out.accept("read model:  " + said.get() + (holds ? "" : ": DOES NOT FOLLOW"));
        if (!passed) {
            out.accept("  NOT PASSED " + behind.get());
        }
        return passed && holds;
    }

    private CheckedStore inReadModel() throws SQLException {
        CheckedStore checked = new CheckedStore();
        for (StubbornAgent agent : agents.stubborn()) {
            PushedCheck check = PushedCheck.of(agent);
            readModel.read(agent.server(), check);
            checked.add(agent.number(), CheckedStore.UNKNOWN_SHARD, check);
        }
        for (AgentUnderTest agent : agents.real()) {
            ScrapedCheck check = new ScrapedCheck();
            readModel.read(agent.server(), check);
            checked.add(check);
        }
        return checked;
    }

    private long unlikeTree() throws SQLException {
        long unlike = 0;
        for (StubbornAgent agent : agents.stubborn()) {
            unlike += readModel.unlikeTree(agent.server());
        }
        return unlike;
    }

    /**
     * Whether what the agent scraped, less what it says it dropped, is what the read model has. It
     * goes on scraping, so the two are compared until they were read within one of its intervals.
     *
     * @param mayLack how many may be missing: no scrape is less than an event
     */
    private boolean isAccounted(AgentUnderTest agent, long mayLack) throws InterruptedException {
        AtomicReference<String> said = new AtomicReference<>("does not answer");
        boolean accounted =
                Waiting.until(
                        () -> {
                            Account account = agent.account(http);
                            long stored = readModel.scrapes(agent.server());
                            said.set(
                                    "%d scraped, %d dropped by its own count, %d stored"
                                            .formatted(
                                                    account.scraped(), account.dropped(), stored));
                            long lacking = account.delivered() - stored;
                            return account.buffered() == 0 && lacking >= 0 && lacking <= mayLack;
                        });
        out.accept("real agent:  " + said.get() + (accounted ? "" : ": NOT ACCOUNTED FOR"));
        return accounted;
    }

    private boolean sealsVerify() throws InterruptedException {
        return Waiting.answer(
                "The verification",
                () -> {
                    AtomicBoolean intact = new AtomicBoolean();
                    api.postForLines(
                            "/api/audit/verify",
                            Victims.ADMIN_TOKEN,
                            "",
                            line -> intact.set(line.path("intact").booleanValue(false)));
                    return intact.get();
                });
    }
}
