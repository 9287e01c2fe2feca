package io.nodepulse.commands.recordscrape;

import io.nodepulse.commands.payload.Payload;
import io.nodepulse.commands.payload.Rejection;
import io.nodepulse.commands.server.KnownServer;
import io.nodepulse.commands.server.Servers;
import io.nodepulse.commands.server.StoreAnswers;
import io.nodepulse.commands.server.TokenHash;

import jakarta.servlet.http.HttpServletRequest;

import java.util.UUID;

/**
 * Takes one push: lets the agent in before a byte of the body is read, reads it, records it.
 * Thread-safe.
 */
final class ScrapeIntake {

    private final Servers servers;
    private final PushReader reader;
    private final ScrapeRecorder recorder;
    private final StoreAnswers answers;

    ScrapeIntake(
            Servers servers, PushReader reader, ScrapeRecorder recorder, StoreAnswers answers) {
        this.servers = servers;
        this.reader = reader;
        this.recorder = recorder;
        this.answers = answers;
    }

    /** Returns when what is accepted is on disk. */
    PushAnswer take(UUID serverId, TokenHash presented, HttpServletRequest request) {
        requireAgent(serverId, presented);
        Payload payload = reader.read(serverId, request);
        Recorded recorded = answers.await(recorder.record(serverId, presented, payload));
        int rejected = payload.rejections().stream().mapToInt(Rejection::samples).sum();
        return new PushAnswer(recorded.accepted(), recorded.duplicates(), rejected);
    }

    /** What this process knows may be out of date, so nobody is refused on it. */
    private void requireAgent(UUID serverId, TokenHash presented) {
        KnownServer known = answers.await(servers.find(serverId));
        if (!known.state().accepts(presented)) {
            KnownServer current = answers.await(servers.load(serverId));
            AgentCheck.require(serverId, presented, current.state());
        }
    }
}
