package io.nodepulse.trials.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nodepulse.trials.bench.load.GeneratedFleet.Agent;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One caller that is asked for a push each millisecond of a made clock, and answered at once. */
class PushCallerTest {

    /** What ingest lets an agent push in a second. */
    private static final int LIMIT = 20;

    private static final int SECONDS = 10;
    private static final int MILLIS_PER_SECOND = 1_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private long millis;

    /** A caller without a limit pushes a thousand times a second here. */
    @ParameterizedTest
    @CsvSource({
        "1, 202, 10, 20",
        "4, 202, 10, 20",
        "50, 202, 10, 20",
        "200, 202, 4, 5",
        "1, 503, 10, 20",
    })
    void noServerPushesMoreOftenThanIngestLetsIt(int servers, int status, int atLeast, int atMost) {
        Map<String, List<Long>> pushes = pushes(servers, status);

        assertThat(pushes).hasSize(servers);
        assertThat(atMost).isLessThanOrEqualTo(LIMIT);
        pushes.values()
                .forEach(
                        times -> {
                            assertThat(times).hasSizeBetween(SECONDS * atLeast, SECONDS * atMost);
                            assertThat(mostInASecond(times)).isLessThanOrEqualTo(atMost);
                        });
    }

    /** When each server pushed, by its id. */
    private Map<String, List<Long>> pushes(int servers, int status) {
        List<Agent> agents =
                IntStream.range(0, servers).mapToObj(i -> new Agent("s" + i, "token")).toList();
        URI address = URI.create("http://127.0.0.1:1/");
        GeneratedFleet fleet = new GeneratedFleet(address, 1, agents, Instant.EPOCH);
        PushCaller caller =
                new PushCaller(
                        fleet,
                        Pace.unlimited(),
                        0,
                        1,
                        0,
                        Integer.MAX_VALUE,
                        () -> millis * NANOS_PER_MILLI);
        HttpAnswer answer = answer(status);
        Map<String, List<Long>> pushes = new HashMap<>();
        ByteBuffer out = ByteBuffer.allocate(1 << 17);
        for (millis = 0; millis < SECONDS * MILLIS_PER_SECOND; millis++) {
            if (caller.request(out.clear())) {
                pushes.computeIfAbsent(server(out.flip()), id -> new ArrayList<>()).add(millis);
                caller.answered(answer, 0);
            }
        }
        return pushes;
    }

    private static String server(ByteBuffer request) {
        String head = new String(request.array(), 0, 100, US_ASCII);
        return head.substring(head.indexOf('=') + 1, head.indexOf(" HTTP"));
    }

    private static HttpAnswer answer(int status) {
        byte[] bytes =
                "HTTP/1.1 %d \r\nContent-Length: 0\r\n\r\n".formatted(status).getBytes(US_ASCII);
        HttpAnswer answer = new HttpAnswer();
        answer.room().put(bytes);
        answer.arrived(bytes.length);
        return answer;
    }

    private static long mostInASecond(List<Long> times) {
        return times.stream()
                .mapToLong(
                        from ->
                                times.stream()
                                        .filter(at -> at >= from && at < from + MILLIS_PER_SECOND)
                                        .count())
                .max()
                .orElse(0);
    }
}
