package io.nodepulse.commands.recordscrape;

import io.nodepulse.commands.payload.Payload;
import io.nodepulse.commands.server.ServerLife;
import io.nodepulse.commands.server.Servers;
import io.nodepulse.events.decide.Known;
import io.nodepulse.events.decide.StoreAnswers;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Takes one push: lets the agent in before a byte of the body is read, reads it, records it.
 * Thread-safe.
 */
final class ScrapeIntake {

    private final Servers servers;
    private final AgentCheck check;
    private final PushRates rates;
    private final ReadBudget budget;
    private final PushReader reader;
    private final ScrapeRecorder recorder;
    private final StoreAnswers answers;

    ScrapeIntake(
            Servers servers,
            AgentCheck check,
            PushRates rates,
            ReadBudget budget,
            PushReader reader,
            ScrapeRecorder recorder,
            StoreAnswers answers) {
        this.servers = servers;
        this.check = check;
        this.rates = rates;
        this.budget = budget;
        this.reader = reader;
        this.recorder = recorder;
        this.answers = answers;
    }

    /** Returns when what is accepted is on disk. */
    PushAnswer take(Push push, HttpServletRequest request) {
        requireAgent(push, request.getRemoteAddr());
        rates.require(push.serverId());
        try (ReadBudget.Claim memory = budget.claim()) {
            Payload payload = reader.read(push, request, memory);
            Recorded recorded = answers.await(recorder.record(push, payload));
            return PushAnswer.of(recorded, payload.rejections());
        }
    }

    /** What this process knows may be out of date, so nobody is refused on it. */
    private void requireAgent(Push push, String address) {
        Known<ServerLife> known = answers.await(servers.find(push.serverId()));
        if (!push.isFrom(known.state())) {
            Known<ServerLife> current = answers.await(servers.load(push.serverId()));
            if (!current.state().registered()) {
                rates.forget(push.serverId());
            }
            check.require(push, current.state(), address);
        }
    }
}
