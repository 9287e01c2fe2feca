package io.nodepulse.access;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.administration.SignInFailed;
import io.nodepulse.events.administration.SignedIn;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Who got in and who did not is in the history, with the address, and in a bounded number. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedActsTest {

    private static final String PASSWORD = "correct horse battery";

    private RunningAccess app;

    @BeforeAll
    void start() {
        app = RunningAccess.start(RunningAccess.freshNamespace());
    }

    @AfterAll
    void stop() {
        app.close();
    }

    /** An event and who did it. */
    private record Act(Object event, Actor actor) {}

    private List<Act> acts() {
        List<Act> acts = new ArrayList<>();
        app.store()
                .history()
                .auditLog()
                .forEachRemaining(
                        act ->
                                acts.add(
                                        new Act(
                                                requireNonNull(act.message().payload()),
                                                Actor.of(act.message().metadata()).orElseThrow())));
        return acts.reversed();
    }

    private void added(String name) {
        String body =
                "{\"name\":\"%s\",\"role\":\"viewer\",\"password\":\"%s\"}"
                        .formatted(name, PASSWORD);
        Browser.bearing(app, RunningAccess.ADMIN_TOKEN).post("/api/people", body);
    }

    @Test
    void aSignInIsOnDiskWhenItIsAnswered() {
        added("ada");
        Browser.of(app).from("127.9.0.1").signIn("ada", PASSWORD);

        assertThat(acts())
                .anySatisfy(
                        act -> {
                            assertThat(act.event()).isInstanceOf(SignedIn.class);
                            assertThat(act.actor()).isEqualTo(new Actor("person:ada", "127.9.0.1"));
                        });
    }

    @Test
    void manyOfAMinuteAreOneEvent() {
        added("grace");
        for (int i = 0; i < 8; i++) {
            Browser.of(app).from("127.9.1." + (1 + i % 2)).signIn("grace", "wrong");
            Browser.of(app).from("127.9.1.9").signIn("my password, in the wrong field", "wrong");
        }
        for (int i = 0; i < 3; i++) {
            Browser.of(app).from("127.9.2.1").signIn("grace", PASSWORD);
        }
        for (int i = 0; i < 4; i++) {
            Browser.of(app)
                    .from("127.9.3.1")
                    .with("Authorization", "Bearer wrong")
                    .get("/api/people");
        }
        app.tally().flush();

        Instant any = Instant.EPOCH;
        List<Object> told =
                acts().stream()
                        .map(Act::event)
                        .map(
                                event ->
                                        event instanceof SignInFailed failed
                                                ? new SignInFailed(
                                                        failed.target(),
                                                        failed.times(),
                                                        failed.addresses(),
                                                        any)
                                                : event)
                        .toList();
        assertThat(told)
                .contains(
                        new SignInFailed("person:grace", 8, 2, any),
                        new SignInFailed("nobody", 8, 1, any),
                        new SignInFailed("bearer", 4, 1, any));
        assertThat(
                        acts().stream()
                                .filter(act -> act.actor().address().equals("127.9.2.1"))
                                .map(act -> ((SignedIn) act.event()).times()))
                .containsExactly(1, 2);
        assertThat(acts().toString()).doesNotContain("wrong field");
    }
}
