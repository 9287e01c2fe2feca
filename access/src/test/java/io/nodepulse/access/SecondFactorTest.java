package io.nodepulse.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.access.Browser.Answer;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.administration.RecoveryCodeUsed;
import io.nodepulse.events.administration.SecondFactorEnrolled;
import io.nodepulse.events.administration.SecondFactorRemoved;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A password alone opens nothing where a code is asked for, too; on two instances of a service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecondFactorTest {

    private static final String PASSWORD = Enrolled.PASSWORD;
    private static final String WRONG = "000 000";

    private final String namespace = RunningAccess.freshNamespace();
    private RunningAccess here;
    private RunningAccess there;

    @BeforeAll
    void start(@TempDir Path folder) {
        String key =
                "nodepulse.access.second-factor.key-file=" + folder.resolve("second-factor.key");
        String required = "nodepulse.access.second-factor.required-for=admin";
        here = RunningAccess.start(namespace, key, required);
        there = RunningAccess.start(namespace, key, required);
    }

    @AfterAll
    void stop() {
        here.close();
        there.close();
    }

    private Browser administrator() {
        return Browser.bearing(here, RunningAccess.ADMIN_TOKEN);
    }

    private static JsonNode factorOf(Browser browser) {
        return browser.get("/api/session").json().get("second_factor");
    }

    private static void assertWrong(Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().get("field").stringValue()).isEqualTo("code");
        assertThat(answer.json().get("detail").stringValue()).contains("wrong, or was used before");
    }

    @Test
    void whoHasEnrolledShowsAPasswordAndACode() {
        Enrolled ada = Enrolled.added(here, "ada", "viewer");
        Answer passwordOnly = Browser.of(there).signIn("ada", PASSWORD);

        assertThat(passwordOnly.status()).isEqualTo(401);
        assertThat(passwordOnly.json().get("field").stringValue()).isEqualTo("code");
        assertThat(passwordOnly.cookies()).noneMatch(each -> each.contains("_session"));
        assertThat(Browser.of(there).signIn("ada", "not the password").json().has("field"))
                .isFalse();
        assertWrong(ada.signIn(there, WRONG));
        Browser in = Browser.of(there);
        assertThat(ada.signIn(in, ada.app().code(1)).status()).isEqualTo(200);
        assertThat(factorOf(in).toString())
                .isEqualTo(
                        "{\"enrolled\":true,\"required\":false,\"recovery_codes_left\":10,"
                                + "\"codes\":true,\"passkeys\":0}");
    }

    @Test
    void aCodeIsTakenOnceByAllInstances() {
        Enrolled person = Enrolled.added(here, "once", "viewer");
        String code = person.app().code(1);

        assertThat(person.signIn(here, code).status()).isEqualTo(200);
        assertWrong(person.signIn(here, code));
        assertWrong(person.signIn(there, code.substring(0, 3) + " " + code.substring(3)));
    }

    @Test
    void theCodeOfTheEnrolmentIsUsed() {
        Browser browser = Enrolled.signedIn(here, "enrolling", "viewer");
        JsonNode offer = Enrolled.offer(browser, PASSWORD).json();
        String secret = offer.get("secret").stringValue();
        String code = new TotpApp(secret).code(0);

        assertThat(offer.get("uri").stringValue())
                .isEqualTo(
                        "otpauth://totp/NodePulse:enrolling?secret=%s&issuer=NodePulse"
                                .formatted(secret));
        assertWrong(Enrolled.enrol(browser, offer.get("offer").stringValue(), WRONG));
        assertThat(Enrolled.enrol(browser, offer.get("offer").stringValue(), code).status())
                .isEqualTo(200);
        Enrolled enrolled = new Enrolled("enrolling", browser, new TotpApp(secret), List.of());
        assertWrong(enrolled.signIn(here, code));
    }

    @Test
    void anOfferIsOfWhoAskedWithThePasswordAndIsTakenOnce() {
        Browser one = Enrolled.signedIn(here, "offered", "viewer");
        Browser other = Enrolled.signedIn(here, "other", "viewer");

        assertThat(Enrolled.offer(one, "not the password").status()).isEqualTo(401);
        JsonNode offer = Enrolled.offer(one, PASSWORD).json();
        String id = offer.get("offer").stringValue();
        TotpApp app = new TotpApp(offer.get("secret").stringValue());
        assertThat(Enrolled.enrol(other, id, app.code(0)).status()).isEqualTo(400);
        assertThat(Enrolled.enrol(one, id, app.code(0)).status()).isEqualTo(200);
        assertThat(Enrolled.enrol(one, id, app.code(1)).status()).isEqualTo(400);
        assertThat(Enrolled.offer(one, PASSWORD).status()).as("has one already").isEqualTo(409);
    }

    @Test
    void enrollingEndsTheOtherSessions() {
        Browser one = Enrolled.signedIn(here, "two-places", "viewer");
        Browser other = Browser.of(there);
        other.signIn("two-places", PASSWORD);
        String before = one.cookie("nodepulse_session_" + here.port());

        Enrolled.of("two-places", one);

        assertThat(one.get("/api/servers").status()).isEqualTo(200);
        assertThat(one.cookie("nodepulse_session_" + here.port())).isNotEqualTo(before);
        assertThat(other.get("/api/servers").status()).isEqualTo(401);
    }

    @Test
    void aRecoveryCodeIsGoodForOnce() {
        Enrolled person = Enrolled.added(here, "lost", "viewer");
        Browser in = Browser.of(there);

        assertThat(
                        person.signIn(in, person.recovery().getFirst().toUpperCase(Locale.ROOT))
                                .status())
                .isEqualTo(200);
        assertThat(factorOf(in).get("recovery_codes_left").intValue()).isEqualTo(9);
        assertWrong(person.signIn(here, person.recovery().getFirst()));
        assertThat(person.signIn(here, person.recovery().getLast()).status()).isEqualTo(200);
        assertThat(acts("lost"))
                .containsExactly(
                        "RecoveryCodeUsed by person:lost",
                        "RecoveryCodeUsed by person:lost",
                        "SecondFactorEnrolled by person:lost");
    }

    /** Showing the password alone in between gives no more attempts, and costs none. */
    @Test
    void codesAreGuessedNoMoreOftenThanPasswords() {
        Enrolled person = Enrolled.added(here, "guessed", "viewer");
        Browser guesser = Browser.of(there).from("127.21.0.1");
        for (int i = 0; i < 5; i++) {
            assertThat(guesser.signIn("guessed", PASSWORD).status()).isEqualTo(401);
            assertWrong(person.signIn(guesser, "00000" + i));
        }

        assertThat(person.signIn(guesser, person.app().code(1)).status()).isEqualTo(429);
        assertThat(person.signIn(here, person.app().code(1)).status())
                .as("a known place")
                .isEqualTo(200);
    }

    @Test
    void thePasswordAloneCostsNoAttempt() {
        Enrolled person = Enrolled.added(here, "hesitant", "viewer");
        Browser browser = Browser.of(here).from("127.22.0.1");
        for (int i = 0; i < 10; i++) {
            assertThat(browser.signIn("hesitant", PASSWORD).status()).isEqualTo(401);
        }

        assertThat(person.signIn(browser, person.app().code(1)).status()).isEqualTo(200);
    }

    @Test
    void whoMustHaveOneEnrolsBeforeAnythingElseOpens() {
        Browser admin = Enrolled.signedIn(here, "chief", "admin");

        for (String call : List.of("/api/people", "/api/servers", "/api/tokens")) {
            assertThat(admin.get(call).status()).as(call).isEqualTo(403);
        }
        assertThat(admin.get("/api/people").json().get("detail").stringValue())
                .contains("enrol one first");
        assertThat(admin.send("DELETE", "/api/sessions", "").status()).isEqualTo(403);
        assertThat(factorOf(admin).toString())
                .isEqualTo(
                        "{\"enrolled\":false,\"required\":true,\"recovery_codes_left\":0,"
                                + "\"codes\":false,\"passkeys\":0}");
        Enrolled.of("chief", admin);
        assertThat(admin.get("/api/people").status()).isEqualTo(200);
    }

    @Test
    void aHigherRoleAsksForOneAtOnce() {
        Browser person = Enrolled.signedIn(here, "raised", "operator");
        assertThat(person.get("/api/servers").status()).isEqualTo(200);

        administrator().send("PATCH", "/api/people/raised", "{\"role\":\"admin\"}");

        assertThat(person.get("/api/servers").status()).isEqualTo(403);
    }

    /** Programs have no telephone: what they show is long and random. */
    @Test
    void tokensAreAskedForNoCode() {
        Enrolled admin = Enrolled.added(here, "issuer", "admin");
        String token =
                admin.browser()
                        .post(
                                "/api/tokens",
                                "{\"name\":\"t\",\"role\":\"admin\",\"expires_at\":\"%s\"}"
                                        .formatted(Instant.now().plusSeconds(60)))
                        .json()
                        .get("token")
                        .stringValue();

        assertThat(Browser.bearing(there, token).get("/api/people").status()).isEqualTo(200);
        assertThat(factorOf(Browser.bearing(there, token)).isNull()).isTrue();
        assertThat(administrator().get("/api/people").status()).isEqualTo(200);
        assertThat(Enrolled.offer(Browser.bearing(there, token), PASSWORD).status()).isEqualTo(403);
    }

    @Test
    void removingOneTakesThePasswordAndACode() {
        Enrolled person = Enrolled.added(here, "leaving", "viewer");
        Browser browser = person.browser();

        assertThat(Enrolled.remove(browser, "not it", person.app().code(1)).status())
                .isEqualTo(401);
        assertWrong(Enrolled.remove(browser, PASSWORD, WRONG));
        assertThat(Enrolled.remove(browser, PASSWORD, person.app().code(1)).status())
                .isEqualTo(204);
        assertThat(browser.get("/api/servers").status()).isEqualTo(200);
        assertThat(Browser.of(there).signIn("leaving", PASSWORD).status()).isEqualTo(200);
        assertThat(acts("leaving").getFirst()).isEqualTo("SecondFactorRemoved by person:leaving");
    }

    /** Calls that take the password alone give no more attempts at the code. */
    @Test
    void aSessionIsNoWayToGuessACode() {
        Enrolled person = Enrolled.added(here, "session", "viewer");
        for (int i = 0; i < 5; i++) {
            assertWrong(Enrolled.remove(person.browser(), PASSWORD, "00000" + i));
            assertThat(Enrolled.offer(person.browser(), PASSWORD).status()).isEqualTo(409);
        }

        assertThat(Enrolled.remove(person.browser(), PASSWORD, person.app().code(1)).status())
                .isEqualTo(429);
    }

    @Test
    void anAdministratorResetsAnothersButNotTheOwn() {
        Enrolled admin = Enrolled.added(here, "helper", "admin");
        Enrolled person = Enrolled.added(here, "helped", "viewer");

        assertThat(admin.browser().get("/api/people").body())
                .contains("\"name\":\"helped\",\"role\":\"viewer\"")
                .contains("\"second_factor\":true");
        assertThat(reset(admin, "helper").status()).isEqualTo(409);
        assertThat(reset(admin, "nobody").status()).isEqualTo(404);
        assertThat(reset(person, "helper").status()).isEqualTo(403);
        assertThat(reset(admin, "helped").status()).isEqualTo(204);
        assertThat(reset(admin, "helped").status()).as("again").isEqualTo(204);

        assertThat(person.browser().get("/api/servers").status()).as("sessions").isEqualTo(401);
        assertThat(Browser.of(there).signIn("helped", PASSWORD).status()).isEqualTo(200);
        assertThat(acts("helped"))
                .containsExactly(
                        "SecondFactorRemoved by person:helper",
                        "SecondFactorEnrolled by person:helped");
    }

    private static Answer reset(Enrolled by, String name) {
        return by.browser().send("DELETE", "/api/people/" + name + "/second-factor", "");
    }

    /** What is kept about somebody's factor, newest first, and who caused it. */
    private List<String> acts(String name) {
        List<String> acts = new ArrayList<>();
        here.store()
                .history()
                .auditLog()
                .forEachRemaining(
                        act -> {
                            Object event = act.message().payload();
                            String of =
                                    switch (event) {
                                        case SecondFactorEnrolled it -> it.name();
                                        case RecoveryCodeUsed it -> it.name();
                                        case SecondFactorRemoved it -> it.name();
                                        case null, default -> "";
                                    };
                            if (of.equals(name)) {
                                String actor =
                                        Actor.of(act.message().metadata()).orElseThrow().name();
                                acts.add(
                                        act.message().type().qualifiedName().localName()
                                                + " by "
                                                + actor);
                            }
                        });
        return acts;
    }

    /** The file was not copied to that machine: it lets people in by recovery codes only. */
    @Test
    void whereTheKeyIsGoneRecoveryCodesAreLeft(@TempDir Path elsewhere) {
        Enrolled person = Enrolled.added(here, "moved", "viewer");
        Path missing = elsewhere.resolve("second-factor.key");
        try (RunningAccess other =
                RunningAccess.start(
                        namespace, "nodepulse.access.second-factor.key-file=" + missing)) {
            Answer refused = person.signIn(other, person.app().code(1));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body()).doesNotContain(elsewhere.toString());
            Browser in = Enrolled.signedIn(other, "wants-one", "viewer");
            assertThat(Enrolled.offer(in, PASSWORD).status()).isEqualTo(503);
            assertThat(missing).as("a second key").doesNotExist();
            assertThat(person.signIn(other, person.recovery().getFirst()).status()).isEqualTo(200);
        }
    }

    @Test
    void withoutAKeyFileThereAreNone() {
        try (RunningAccess without = RunningAccess.start(RunningAccess.freshNamespace())) {
            Browser person = Enrolled.signedIn(without, "plain", "admin");

            assertThat(factorOf(person).isNull()).isTrue();
            assertThat(Enrolled.offer(person, PASSWORD).status()).isEqualTo(409);
        }
        assertThatThrownBy(
                        () ->
                                RunningAccess.start(
                                        RunningAccess.freshNamespace(),
                                        "nodepulse.access.second-factor.required-for=admin"))
                .rootCause()
                .hasMessageContaining("needs second-factor.key-file");
    }
}
