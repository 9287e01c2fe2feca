package io.nodepulse.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

class LogTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Log log = new Log(new PrintStream(written, true, UTF_8));

    @Test
    void writesLogfmt() {
        log.write(
                Log.Level.WARN, "push fails", "status", 503, "reason", "a \"b\"\n=c", "empty", "");
        assertThat(lines().getFirst())
                .matches(
                        "ts=\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z level=warn"
                                + " msg=\"push fails\" status=503 reason=\"a \\\\\"b\\\\\" =c\""
                                + " empty=\"\"");
    }

    @Test
    void leavesOutWhatIsBelowItsLevel() {
        log.write(Log.Level.DEBUG, "detail");
        assertThat(lines()).isEmpty();
    }

    @Test
    void isQuietAfterABurstAndCountsWhatItDidNotSay() {
        long began = System.nanoTime();
        int attempts = 0;
        while (lines().stream().noneMatch(line -> line.contains("suppressed="))) {
            log.write(Log.Level.ERROR, "disk is full");
            attempts++;
        }
        long seconds = (System.nanoTime() - began) / 1_000_000_000 + 1;
        int said = lines().size();
        assertThat(said).isBetween(61, 60 + (int) seconds);
        assertThat(lines().getLast()).endsWith("suppressed=" + (attempts - said));
    }

    private List<String> lines() {
        return written.toString(UTF_8).lines().toList();
    }
}
