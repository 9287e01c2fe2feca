package io.nodepulse.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.access.Browser.Answer;
import io.nodepulse.access.RunningAccess.Calls;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How many calls are answered at a time, of one caller and of all; others are not held up. */
class CallLimitsTest {

    private static final String LONG_LIVES = "nodepulse.access.token-max-validity=99999d";
    private static final String EXPORT = "/api/servers/x/events";

    private static String tokenOf(RunningAccess app, String name) {
        String body =
                "{\"name\":\"%s\",\"role\":\"viewer\",\"expires_at\":\"2099-01-01T00:00:00Z\"}"
                        .formatted(name);
        return Browser.bearing(app, RunningAccess.ADMIN_TOKEN)
                .post("/api/tokens", body)
                .json()
                .get("token")
                .stringValue();
    }

    private static List<Future<Answer>> ask(
            ExecutorService threads, RunningAccess app, String token, String call, int times) {
        List<Future<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            answers.add(threads.submit(() -> Browser.bearing(app, token).get(call)));
        }
        return answers;
    }

    private static void assertRefused(Answer answer, int status, String detail) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers()).containsEntry("retry-after", "2");
        assertThat(answer.body()).contains(detail);
    }

    @Test
    void exportsOfOneCallerAndOfAll() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                RunningAccess app =
                        RunningAccess.start(RunningAccess.freshNamespace(), LONG_LIVES)) {
            String one = tokenOf(app, "one");
            String other = tokenOf(app, "other");
            List<Future<Answer>> answers = ask(threads, app, one, EXPORT, 3);
            await().until(() -> Calls.EXPORTS.getQueueLength() == 3);

            assertRefused(Browser.bearing(app, one).get(EXPORT), 429, "3 calls of this kind");
            answers.addAll(ask(threads, app, other, EXPORT, 3));
            await().until(() -> Calls.EXPORTS.getQueueLength() == 6);
            assertRefused(
                    Browser.bearing(app, RunningAccess.ADMIN_TOKEN).get(EXPORT), 503, "too many");
            assertThat(Browser.bearing(app, one).get("/api/servers").status()).isEqualTo(200);
            assertThat(Browser.of(app).post("/metrics/prometheus", "{}").status()).isEqualTo(200);
            assertThat(app.refused("too_many_calls")).isEqualTo(1);
            assertThat(app.refused("busy")).isEqualTo(1);

            Calls.EXPORTS.release(7);
            for (Future<Answer> answer : answers) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
            assertThat(Browser.bearing(app, one).get(EXPORT).status()).isEqualTo(200);
        }
    }

    @Test
    void liveStreamsOfAnAddressWhereReadingIsOpen() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                RunningAccess app =
                        RunningAccess.start(
                                RunningAccess.freshNamespace(),
                                "nodepulse.access.reading=open",
                                "nodepulse.access.calls.live-per-caller=2")) {
            List<Future<Answer>> answers = ask(threads, app, "whoever", "/api/live", 2);
            await().until(() -> Calls.LIVE.size() == 2);

            assertRefused(Browser.of(app).get("/api/live"), 429, "2 calls of this kind");
            Calls.LIVE.remove().setResult("over");
            Calls.LIVE.remove().setResult("over");
            for (Future<Answer> answer : answers) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
            answers = ask(threads, app, "whoever", "/api/live", 1);
            await().until(() -> Calls.LIVE.size() == 1);
            Calls.LIVE.remove().setResult("over");
            assertThat(answers.getFirst().get().status()).isEqualTo(200);
        }
    }

    /** Who asks on and on is refused one kind; other kinds and others are answered. */
    @Test
    void questionsOfOneCallerInASecond() {
        try (RunningAccess app =
                RunningAccess.start(
                        RunningAccess.freshNamespace(),
                        LONG_LIVES,
                        "nodepulse.access.calls.reads-per-second=1")) {
            String one = tokenOf(app, "one");
            String other = tokenOf(app, "other");
            long start = System.nanoTime();
            int answered = 0;
            Answer answer = Browser.bearing(app, one).get("/api/servers");
            while (answer.status() == 200) {
                answered++;
                answer = Browser.bearing(app, one).get("/api/servers");
            }
            double seconds = (System.nanoTime() - start) / 1e9;

            assertThat(answer.status()).as(answer.body()).isEqualTo(429);
            assertThat(answer.headers()).containsEntry("retry-after", "1");
            assertThat(answer.body()).contains("answered 1 times a second for you");
            assertThat((double) answered).isBetween(10.0, 10 + seconds);
            assertThat(app.refused("too_often")).isEqualTo(1);
            assertThat(Browser.bearing(app, other).get("/api/servers").status()).isEqualTo(200);
            assertThat(Browser.bearing(app, one).get("/api/session").status()).isEqualTo(200);
            assertThat(Browser.of(app).post("/metrics/prometheus", "{}").status()).isEqualTo(200);
        }
    }
}
