package io.nodepulse.agent.push;

import io.nodepulse.agent.http.HttpTarget;
import io.nodepulse.agent.telemetry.Trouble;

/** Counts and logs what becomes of pushes. */
final class PushLog {

    private final PushStats stats;
    private final Trouble trouble;
    private final Trouble rejections;

    /**
     * @param endpoint where they go
     */
    PushLog(PushStats stats, HttpTarget endpoint) {
        this.stats = stats;
        this.trouble =
                new Trouble("push fails", "server takes scrapes again", "endpoint", endpoint);
        this.rejections =
                new Trouble(
                        "server rejects samples",
                        "server takes all samples again",
                        "endpoint",
                        endpoint);
    }

    /** What an answer to that many scrapes means. */
    PushOutcome answered(int status, String answer, int scrapes) {
        PushOutcome outcome = PushOutcome.of(status);
        if (outcome == PushOutcome.DELIVERED) {
            delivered(scrapes, AnswerCounts.of(answer));
        } else if (outcome == PushOutcome.TOO_LARGE && scrapes > 1) {
            // Not worth a log line: the halves follow at once.
            stats.failed("server finds " + scrapes + " scrapes too large");
        } else {
            failed("server answered " + status + " " + AnswerCounts.firstLine(answer));
        }
        return outcome;
    }

    private void delivered(int scrapes, AnswerCounts counts) {
        stats.delivered(System.currentTimeMillis(), scrapes, counts);
        trouble.over();
        if (counts.rejected() > 0) {
            rejections.failed(counts.rejected() + " samples rejected by the server");
        } else {
            rejections.over();
        }
    }

    void failed(String reason) {
        stats.failed(reason);
        trouble.failed(reason);
    }
}
