package io.nodepulse.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nodepulse.access.Browser.Answer;
import io.nodepulse.access.session.Passwords;
import io.nodepulse.events.EventTypes;
import io.nodepulse.events.administration.PersonAdded;
import io.nodepulse.events.administration.Role;

import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.messaging.core.Metadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** People and programs, from the first to their removal, on two instances of a service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleTest {

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

    private Browser admin() {
        return Browser.bearing(here, RunningAccess.ADMIN_TOKEN);
    }

    private Answer add(String name, String role) {
        return admin().post(
                        "/api/people",
                        "{\"name\":\"%s\",\"role\":\"%s\",\"password\":\"%s\"}"
                                .formatted(name, role, PASSWORD));
    }

    private Browser signedIn(String name, String role) {
        assertThat(add(name, role).status()).isEqualTo(201);
        Browser browser = Browser.of(here);
        assertThat(browser.signIn(name, PASSWORD).status()).isEqualTo(200);
        return browser;
    }

    @Test
    void aSessionBeginsWithThePasswordAndIsKnownToEveryInstance() {
        assertThat(add("ada", "operator").status()).isEqualTo(201);
        Browser ada = Browser.of(here);

        Answer before = ada.get("/api/session");
        Answer signedIn = ada.signIn("ada", PASSWORD);
        Answer after = ada.at(there).get("/api/session");

        assertThat(before.json().get("signed_in").booleanValue()).isFalse();
        assertThat(before.json().get("reading").stringValue()).isEqualTo("login");
        assertThat(signedIn.json()).isEqualTo(after.json());
        assertThat(after.json().get("name").stringValue()).isEqualTo("ada");
        assertThat(after.json().get("role").stringValue()).isEqualTo("operator");
        assertThat(signedIn.cookies())
                .anyMatch(
                        cookie ->
                                cookie.matches(
                                        "nodepulse_session_%d=[\\w-]{43}; Path=/; HttpOnly;"
                                                        .formatted(here.port())
                                                + " SameSite=Strict"));
        assertThat(signedIn.body()).doesNotContain(PASSWORD);
    }

    /** Whatever the answer: the browser's disk is no place for it. */
    @Test
    void answersAreNotKept() {
        Browser person = signedIn("no-store", "viewer");
        for (Browser asking : List.of(person, admin(), Browser.of(here))) {
            for (String call :
                    List.of(
                            "/api/session",
                            "/api/servers",
                            "/api/people",
                            "/api/tokens",
                            "/api/x")) {
                assertThat(asking.get(call).headers()).containsEntry("cache-control", "no-store");
            }
        }
        assertThat(Browser.of(here).signIn("no-store", "wrong").headers())
                .containsEntry("cache-control", "no-store");
    }

    @Test
    void signingOutEndsTheSessionEverywhere() {
        Browser person = signedIn("grace", "viewer");
        Browser elsewhere = person.at(there);

        assertThat(elsewhere.get("/api/servers").status()).isEqualTo(200);
        assertThat(person.send("DELETE", "/api/session", "").status()).isEqualTo(204);

        assertThat(elsewhere.get("/api/servers").status()).isEqualTo(401);
    }

    @Test
    void signingOutEverywhereEndsEverySession() {
        Browser first = signedIn("everywhere", "viewer");
        Browser second = Browser.of(there);
        second.signIn("everywhere", PASSWORD);
        Browser colleague = signedIn("untouched", "viewer");

        assertThat(first.send("DELETE", "/api/sessions", "").status()).isEqualTo(204);

        assertThat(first.get("/api/servers").status()).isEqualTo(401);
        assertThat(second.get("/api/servers").status()).isEqualTo(401);
        assertThat(colleague.get("/api/servers").status()).isEqualTo(200);
        assertThat(admin().send("DELETE", "/api/sessions", "").status()).isEqualTo(403);
    }

    @Test
    void peopleSeeTheirSessionsAndEndOne() {
        Browser here = signedIn("lister", "viewer").with("User-Agent", "Firefox/145");
        Browser there = Browser.of(this.there).from("127.31.0.1").with("User-Agent", "curl/8");
        there.signIn("lister", PASSWORD);
        signedIn("not-listed", "viewer");

        JsonNode sessions = there.get("/api/sessions").json().get("sessions");
        assertThat(sessions.valueStream())
                .extracting(
                        row -> row.get("address").asString(),
                        row -> row.get("user_agent").asString("none"),
                        row -> row.get("current").asBoolean())
                .containsExactlyInAnyOrder(
                        tuple("127.0.0.1", "none", false), tuple("127.31.0.1", "curl/8", true));
        String id =
                sessions.valueStream()
                        .filter(row -> !row.get("current").asBoolean())
                        .map(row -> row.get("id").asString())
                        .findFirst()
                        .orElseThrow();
        Browser stranger = signedIn("stranger", "admin");
        assertThat(stranger.send("DELETE", "/api/sessions/" + id, "").status()).isEqualTo(404);
        assertThat(here.get("/api/servers").status()).isEqualTo(200);
        assertThat(there.send("DELETE", "/api/sessions/" + id, "").status()).isEqualTo(204);
        assertThat(here.get("/api/servers").status()).isEqualTo(401);
        assertThat(there.get("/api/sessions").json().get("sessions")).hasSize(1);
        assertThat(admin().get("/api/sessions").status()).isEqualTo(403);
    }

    @Test
    void allOtherSessionsEndAndThisOneGoesOn() {
        Browser first = signedIn("others", "viewer");
        Browser second = Browser.of(there);
        second.signIn("others", PASSWORD);
        String began = first.get("/api/sessions").json().at("/sessions/1/began_at").asString();

        assertThat(first.send("DELETE", "/api/sessions/others", "").status()).isEqualTo(204);

        assertThat(second.get("/api/servers").status()).isEqualTo(401);
        assertThat(first.get("/api/servers").status()).isEqualTo(200);
        JsonNode left = first.get("/api/sessions").json().get("sessions");
        assertThat(left).hasSize(1);
        assertThat(left.at("/0/began_at").asString()).as("not prolonged").isEqualTo(began);
        assertThat(Browser.of(there).signIn("others", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void removalIsFeltAtOnceOnTheOtherInstance() {
        Browser person = signedIn("removed", "admin").at(there);
        assertThat(person.get("/api/people").status()).isEqualTo(200);

        assertThat(admin().send("DELETE", "/api/people/removed", "").status()).isEqualTo(204);

        assertThat(person.get("/api/people").status()).isEqualTo(401);
        assertThat(Browser.of(there).signIn("removed", PASSWORD).status()).isEqualTo(401);
    }

    @Test
    void anotherRoleIsFeltAtOnceInTheSameSession() {
        Browser person = signedIn("demoted", "admin").at(there);
        assertThat(person.get("/api/people").status()).isEqualTo(200);

        admin().send("PATCH", "/api/people/demoted", "{\"role\":\"viewer\"}");

        assertThat(person.get("/api/people").status()).isEqualTo(403);
        assertThat(person.get("/api/servers").status()).isEqualTo(200);
    }

    @Test
    void peopleAreLimitedToServersButAdministratorsAreNot() {
        String person =
                "{\"name\":\"limited\",\"role\":\"%s\",\"server_tags\":%s,\"password\":\"%s\"}";
        Browser admin = admin();
        assertThat(
                        admin.post("/api/people", person.formatted("admin", "[\"a\"]", PASSWORD))
                                .status())
                .isEqualTo(400);
        assertThat(
                        admin.post("/api/people", person.formatted("viewer", "[\"A\"]", PASSWORD))
                                .status())
                .isEqualTo(400);
        String added =
                admin.post("/api/people", person.formatted("viewer", "[\"b\",\"a\"]", PASSWORD))
                        .body();
        assertThat(added).contains("\"server_tags\":[\"a\",\"b\"]");

        String path = "/api/people/limited";
        assertThat(admin.send("PATCH", path, "{\"server_tags\":[\"c\"]}").body())
                .contains("\"role\":\"viewer\"", "\"server_tags\":[\"c\"]");
        assertThat(admin.send("PATCH", path, "{\"role\":\"admin\"}").body())
                .contains("\"server_tags\":[]");
        assertThat(admin.send("PATCH", path, "{\"server_tags\":[\"c\"]}").status()).isEqualTo(400);
        assertThat(admin.send("PATCH", path, "{\"role\":\"operator\"}").body())
                .contains("\"server_tags\":[\"c\"]");
        assertThat(admin.send("PATCH", path, "{\"server_tags\":[]}").body())
                .contains("\"server_tags\":[]");
        assertThat(admin.send("DELETE", path, "").status()).isEqualTo(204);
    }

    @Test
    void anotherPasswordEndsTheSessionsOfTheOneBefore() {
        Browser person = signedIn("changed", "viewer").at(there);

        Answer answer =
                admin().send("PATCH", "/api/people/changed", "{\"password\":\"" + OTHER + "\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(person.get("/api/servers").status()).isEqualTo(401);
        assertThat(Browser.of(here).signIn("changed", PASSWORD).status()).isEqualTo(401);
        assertThat(Browser.of(here).signIn("changed", OTHER).status()).isEqualTo(200);
    }

    @Test
    void peopleChangeTheirOwnPasswordIfTheyKnowIt() {
        Browser person = signedIn("self", "viewer");
        String wrong = "{\"password\":\"" + OTHER + "\",\"new_password\":\"" + OTHER + "\"}";
        String right = "{\"password\":\"" + PASSWORD + "\",\"new_password\":\"" + OTHER + "\"}";

        assertThat(person.send("PATCH", "/api/session", wrong).status()).isEqualTo(401);
        assertThat(person.send("PATCH", "/api/session", right).status()).isEqualTo(204);

        assertThat(Browser.of(there).signIn("self", OTHER).status()).isEqualTo(200);
    }

    @Test
    void whatIsWrongIsNamed() {
        expect("{}", "name");
        expect("[]", "body");
        expect("{\"name\":\"x\",\"role\":\"king\",\"password\":\"long enough for all\"}", "role");
        expect("{\"name\":\"x\",\"role\":\"viewer\",\"password\":\"short\"}", "password");
        expect("{\"name\":\"\",\"role\":\"viewer\",\"password\":\"long enough for all\"}", "name");
        expect(
                "{\"name\":\"..\",\"role\":\"viewer\",\"password\":\"long enough for all\"}",
                "name");
        expect(
                "{\"name\":\"a/b\",\"role\":\"viewer\",\"password\":\"long enough for all\"}",
                "name");
        expect("{\"name\":7,\"role\":\"viewer\",\"password\":\"long enough for all\"}", "name");
        assertThat(admin().post("/api/people", "x".repeat(20_000)).status()).isEqualTo(413);
        assertThat(admin().send("DELETE", "/api/people/nobody", "").status()).isEqualTo(404);
        assertThat(admin().send("PATCH", "/api/people/nobody", "{\"role\":\"viewer\"}").status())
                .isEqualTo(404);
    }

    private void expect(String body, String field) {
        Answer answer = admin().post("/api/people", body);
        assertThat(answer.status()).as(body).isEqualTo(400);
        assertThat(answer.json().get("field").stringValue()).as(body).isEqualTo(field);
        assertThat(answer.headers().get("content-type")).startsWith("application/problem+json");
    }

    @Test
    void oneNameIsOnePerson() {
        assertThat(add("Ada-One", "viewer").json().get("name").stringValue()).isEqualTo("ada-one");
        assertThat(add("ada-one ", "viewer").status()).isEqualTo(400);
        assertThat(add("ADA-ONE", "viewer").status()).isEqualTo(409);
        assertThat(add("ada-0ne", "viewer").status()).isEqualTo(409);
        assertThat(Browser.of(there).signIn("ADA-one", PASSWORD).status()).isEqualTo(200);
    }

    /** As older versions let them in. */
    @Test
    void whoHasANameThatNobodyMayHaveNowSignsInAndIsRemoved() {
        String hash = new Passwords().hash(PASSWORD, "");
        append(new PersonAdded("P-Old ", Role.VIEWER, hash, Instant.ofEpochMilli(1)));

        assertThat(Browser.of(here).signIn("P-Old ", PASSWORD).status()).isEqualTo(200);
        assertThat(Browser.of(here).signIn("p-old", PASSWORD).status()).isEqualTo(401);
        assertThat(add("p-old", "viewer").status()).isEqualTo(409);
        assertThat(admin().send("DELETE", "/api/people/P-Old%20", "").status()).isEqualTo(204);
        assertThat(add("p-old", "viewer").status()).isEqualTo(201);
    }

    private void append(Object event) {
        here.store()
                .engine(EventTypes.ACCOUNT_SHARD)
                .appendEvents(
                        AppendCondition.none(),
                        null,
                        EventTypes.messages(List.of(event), Metadata.emptyInstance()))
                .thenCompose(append -> append.commit(null))
                .join();
    }

    @Test
    void aPasswordIsOneHoweverItIsWritten() {
        add("composed", "viewer");
        admin().send("PATCH", "/api/people/composed", "{\"password\":\"caf\u00e9 horse battery\"}");

        assertThat(Browser.of(here).signIn("composed", "cafe\u0301\u00a0horse battery").status())
                .isEqualTo(200);
    }

    @Test
    void aPasswordThatIsGuessedFirstIsRefused() {
        for (String password : List.of("aaaaaaaaaaaa", "Nodepulse2026!", "weakling-2026")) {
            String body = "{\"name\":\"weakling\",\"role\":\"viewer\",\"password\":\"%s\"}";
            expect(body.formatted(password), "password");
        }
    }

    @Test
    void aFieldThatComesTwiceIsRefused() {
        expect(
                "{\"name\":\"x\",\"role\":\"viewer\",\"role\":\"admin\",\"password\":\"long enough for all\"}",
                "body");
    }

    /** Both instances decide on what they last saw; one append wins, the other decides again. */
    @Test
    void ofManyWhoAddTheSameNameOneSucceeds() throws Exception {
        List<Thread> threads = new ArrayList<>();
        List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 4; i++) {
            RunningAccess at = i % 2 == 0 ? here : there;
            threads.add(
                    Thread.startVirtualThread(
                            () ->
                                    statuses.add(
                                            Browser.bearing(at, RunningAccess.ADMIN_TOKEN)
                                                    .post(
                                                            "/api/people",
                                                            "{\"name\":\"twin\",\"role\":\"viewer\",\"password\":\""
                                                                    + PASSWORD
                                                                    + "\"}")
                                                    .status())));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(statuses).containsExactlyInAnyOrder(201, 409, 409, 409);
    }

    @Test
    void anApiTokenIsShownOnceWorksByItsRoleAndIsRevokedAtOnce() {
        Answer issued = issue("viewer", Instant.now().plus(Duration.ofDays(30)));
        String token = issued.json().get("token").stringValue();
        String id = issued.json().get("id").stringValue();
        Browser program = Browser.bearing(there, token);

        assertThat(issued.status()).isEqualTo(201);
        assertThat(token).matches("npt_[\\w-]{43}");
        assertThat(program.get("/api/servers").status()).isEqualTo(200);
        assertThat(program.post("/api/servers", "{}").status()).isEqualTo(403);
        assertThat(admin().get("/api/tokens").body()).contains(id).doesNotContain(token);

        assertThat(admin().send("DELETE", "/api/tokens/" + id, "").status()).isEqualTo(204);

        assertThat(program.get("/api/servers").status()).isEqualTo(401);
        assertThat(admin().send("DELETE", "/api/tokens/" + id, "").status()).isEqualTo(404);
    }

    @Test
    void anApiTokenMustEnd() {
        Instant now = Instant.now();
        assertThat(issue("viewer", now.minusSeconds(1)).status()).isEqualTo(400);
        assertThat(issue("viewer", now.plus(Duration.ofDays(366))).status()).isEqualTo(400);
        assertThat(
                        admin().post("/api/tokens", "{\"name\":\"x\",\"role\":\"viewer\"}")
                                .json()
                                .get("field")
                                .stringValue())
                .isEqualTo("expires_at");
    }

    private Answer issue(String role, Instant expiresAt) {
        return admin().post(
                        "/api/tokens",
                        "{\"name\":\"report\",\"role\":\"%s\",\"expires_at\":\"%s\"}"
                                .formatted(role, expiresAt));
    }
}
