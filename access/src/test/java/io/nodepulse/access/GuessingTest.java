package io.nodepulse.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.time.Instant;
import java.util.stream.IntStream;

/** Who guesses is slowed, on all instances together; whose name is guessed is not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuessingTest {

    private static final String PASSWORD = "correct horse battery";
    private static final String OTHER = "another good password";

    private final String namespace = RunningAccess.freshNamespace();
    private RunningAccess here;
    private RunningAccess there;

    @BeforeAll
    void start() {
        here = RunningAccess.start(namespace);
        there = RunningAccess.start(namespace);
    }

    @AfterAll
    void stop() {
        here.close();
        there.close();
    }

    private void added(String name) {
        String body =
                "{\"name\":\"%s\",\"role\":\"viewer\",\"password\":\"%s\"}"
                        .formatted(name, PASSWORD);
        assertThat(
                        Browser.bearing(here, RunningAccess.ADMIN_TOKEN)
                                .post("/api/people", body)
                                .status())
                .isEqualTo(201);
    }

    private static Browser at(RunningAccess app, String address) {
        return Browser.of(app).from(address);
    }

    /** 60 wrong passwords of one person from 13 addresses, 5 of each at most. */
    private void guess(String name, int net) {
        for (int i = 0; i < 60; i++) {
            String address = "127.%d.0.%d".formatted(net, 1 + i % 13);
            assertThat(at(i % 2 == 0 ? here : there, address).signIn(name, "wrong " + i).status())
                    .isEqualTo(401);
        }
    }

    @Test
    void guessesFromManyAddressesShutNobodyOut() {
        added("ada");
        Browser signedIn = at(here, "127.1.9.1");
        assertThat(signedIn.signIn("ada", PASSWORD).status()).isEqualTo(200);
        guess("ada", 1);

        assertThat(at(here, "127.1.9.1").signIn("ada", PASSWORD).status())
                .as("a known address")
                .isEqualTo(200);
        assertThat(at(there, "127.1.9.2").signIn("ada", PASSWORD).status())
                .as("a new address")
                .isEqualTo(200);
        assertThat(signedIn.from("127.1.9.3").signIn("ada", PASSWORD).status())
                .as("a known device at a new address")
                .isEqualTo(200);
        assertThat(
                        signedIn.send(
                                        "PATCH",
                                        "/api/session",
                                        "{\"password\":\"%s\",\"new_password\":\"%s\"}"
                                                .formatted(PASSWORD, OTHER))
                                .status())
                .as("the own password")
                .isEqualTo(204);
    }

    @Test
    void guessersHaveOneAttemptLeftEach() {
        added("grace");
        guess("grace", 2);
        Browser guesser = at(there, "127.2.9.1");

        assertThat(guesser.signIn("grace", "wrong").status()).isEqualTo(401);
        assertThat(guesser.signIn("grace", PASSWORD).status()).isEqualTo(429);
        assertThat(at(here, "127.2.9.1").signIn("grace", PASSWORD).status())
                .as("the other instance")
                .isEqualTo(429);
    }

    @Test
    void whoFailsInAnOfficeDoesNotLockIt() {
        added("colleague");
        for (int i = 0; i < 30; i++) {
            assertThat(at(here, "127.4.0.1").signIn("name " + i % 6, "wrong").status())
                    .isEqualTo(401);
        }

        assertThat(at(there, "127.4.0.1").signIn("colleague", PASSWORD).status()).isEqualTo(200);
        assertThat(at(there, "127.4.0.1").signIn("name 0", PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void aDeviceThatGuessesHasNoMoreThanAnyPlace() {
        added("device");
        Browser device = at(here, "127.5.0.1");
        device.signIn("device", PASSWORD);
        for (int i = 0; i < 5; i++) {
            assertThat(device.signIn("device", "wrong").status()).isEqualTo(401);
        }

        assertThat(device.from("127.5.0.2").signIn("device", PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void aSessionIsNoWayToGuessThePassword() {
        added("session");
        Browser session = at(here, "127.6.0.1");
        session.signIn("session", PASSWORD);
        String wrong = "{\"password\":\"wrong\",\"new_password\":\"" + OTHER + "\"}";
        for (int i = 0; i < 5; i++) {
            assertThat(session.send("PATCH", "/api/session", wrong).status()).isEqualTo(401);
        }

        assertThat(session.send("PATCH", "/api/session", wrong).status()).isEqualTo(429);
    }

    @Test
    void bearerTokensAreNotTriedForEver() {
        Browser admin =
                at(here, "127.7.0.1").with("Authorization", bearer(RunningAccess.ADMIN_TOKEN));
        assertThat(admin.get("/api/people").status()).isEqualTo(200);
        long refused =
                IntStream.range(0, 40)
                        .mapToObj(i -> at(here, "127.7.0.1").with("Authorization", bearer("t" + i)))
                        .filter(guesser -> guesser.get("/api/people").status() == 429)
                        .count();

        assertThat(refused).isBetween(9L, 10L);
        assertThat(admin.get("/api/people").status()).as("known there").isEqualTo(200);
    }

    @Test
    void anAddressThatTriesTokensDoesNotFindTheAdministrators() {
        for (int i = 0; i < 30; i++) {
            at(here, "127.8.0.1").with("Authorization", bearer("t" + i)).get("/api/people");
        }
        Browser right =
                at(here, "127.8.0.1").with("Authorization", bearer(RunningAccess.ADMIN_TOKEN));
        Browser elsewhere = at(there, "127.8.0.1").with("Authorization", bearer("wrong once more"));

        assertThat(right.get("/api/people").status()).isEqualTo(429);
        // The count that all instances share is told of a guess after its answer.
        await().untilAsserted(
                        () ->
                                assertThat(elsewhere.get("/api/people").status())
                                        .as("the other instance")
                                        .isEqualTo(429));
        assertThat(Browser.bearing(here, RunningAccess.ADMIN_TOKEN).get("/api/people").status())
                .as("another address")
                .isEqualTo(200);
    }

    @Test
    void aTokenThatIsCalledLikeSomebodyChangesNoPassword() {
        added("namesake");
        String issue =
                "{\"name\":\"namesake\",\"role\":\"viewer\",\"expires_at\":\"%s\"}"
                        .formatted(Instant.now().plusSeconds(60));
        String token =
                Browser.bearing(here, RunningAccess.ADMIN_TOKEN)
                        .post("/api/tokens", issue)
                        .json()
                        .get("token")
                        .stringValue();
        String change = "{\"password\":\"%s\",\"new_password\":\"%s\"}".formatted(PASSWORD, OTHER);

        assertThat(Browser.bearing(here, token).send("PATCH", "/api/session", change).status())
                .isEqualTo(403);
    }

    private static String bearer(String token) {
        return "Bearer " + token;
    }
}
