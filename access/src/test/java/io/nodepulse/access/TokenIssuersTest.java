package io.nodepulse.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.access.Browser.Answer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** An API token does no more, and lasts no longer, than who issued it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenIssuersTest {

    private static final String PASSWORD = "correct horse battery";
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private RunningAccess app;

    @BeforeAll
    void start() {
        app = RunningAccess.start(RunningAccess.freshNamespace());
    }

    @AfterAll
    void stop() {
        app.close();
    }

    /** A token and its id. */
    private record Issued(String id, String token) {}

    private Browser admin() {
        return Browser.bearing(app, RunningAccess.ADMIN_TOKEN);
    }

    private Browser administrator(String name) {
        String body =
                "{\"name\":\"%s\",\"role\":\"admin\",\"password\":\"%s\"}"
                        .formatted(name, PASSWORD);
        assertThat(admin().post("/api/people", body).status()).isEqualTo(201);
        Browser browser = Browser.of(app);
        assertThat(browser.signIn(name, PASSWORD).status()).isEqualTo(200);
        return browser;
    }

    private static Answer issue(Browser by, String role, long days) {
        return by.post(
                "/api/tokens",
                "{\"name\":\"report\",\"role\":\"%s\",\"expires_at\":\"%s\"}"
                        .formatted(role, NOW.plus(Duration.ofDays(days))));
    }

    private static Issued issued(Browser by, String role, long days) {
        Answer answer = issue(by, role, days);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return new Issued(
                answer.json().get("id").stringValue(), answer.json().get("token").stringValue());
    }

    private int status(Issued token, String path) {
        return Browser.bearing(app, token.token()).get(path).status();
    }

    private static Answer handOver(Browser by, Issued token, String to) {
        return by.send("PATCH", "/api/tokens/" + token.id(), "{\"issuer\":\"" + to + "\"}");
    }

    private String shown(Issued token, String field) {
        for (var row : admin().get("/api/tokens").json().get("tokens")) {
            if (row.get("id").stringValue().equals(token.id())) {
                return row.get(field).stringValue();
            }
        }
        return "none";
    }

    @Test
    void whoIssuedItIsShown() {
        Browser ada = administrator("shown");
        Issued token = issued(ada, "admin", 2);
        Issued second = issued(Browser.bearing(app, token.token()), "viewer", 1);

        assertThat(shown(token, "issuer")).isEqualTo("person:shown");
        assertThat(shown(second, "issuer")).isEqualTo("token:" + token.id());
        assertThat(shown(issued(admin(), "viewer", 1), "issuer")).isEqualTo("admin-token");
    }

    private static Answer issueFor(Browser by, String role, String tags) {
        return by.post(
                "/api/tokens",
                "{\"name\":\"report\",\"role\":\"%s\",\"server_tags\":%s,\"expires_at\":\"%s\"}"
                        .formatted(role, tags, NOW.plus(Duration.ofDays(1))));
    }

    @Test
    void isGoodForTheServersOfItsTags() {
        Answer answer = issueFor(admin(), "viewer", "[\"web\",\"db\",\"db\"]");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().get("server_tags").toString()).isEqualTo("[\"db\",\"web\"]");
        assertThat(admin().get("/api/tokens").body()).contains("\"server_tags\":[\"db\",\"web\"]");
        for (String tags : new String[] {"[\"Db\"]", "7", "\"db\"", "[7]", "{}"}) {
            Answer refused = issueFor(admin(), "viewer", tags);
            assertThat(refused.status()).as(tags).isEqualTo(400);
            assertThat(refused.json().get("field").stringValue()).isEqualTo("server_tags");
        }
        assertThat(issueFor(admin(), "admin", "[\"db\"]").status()).isEqualTo(400);
        assertThat(issueFor(admin(), "admin", "[]").status()).isEqualTo(201);
    }

    @Test
    void goesToNobodyWhoSeesLess() {
        String limited =
                "{\"name\":\"sees-db\",\"role\":\"viewer\",\"server_tags\":[\"db\"],\"password\":\"%s\"}"
                        .formatted(PASSWORD);
        assertThat(admin().post("/api/people", limited).status()).isEqualTo(201);
        Answer ofDb = issueFor(admin(), "viewer", "[\"db\"]");
        Answer ofAll = issueFor(admin(), "viewer", "[]");

        assertThat(handOver(admin(), of(ofDb), "person:sees-db").status()).isEqualTo(200);
        assertThat(handOver(admin(), of(ofAll), "person:sees-db").status()).isEqualTo(400);
    }

    private static Issued of(Answer answer) {
        return new Issued(
                answer.json().get("id").stringValue(), answer.json().get("token").stringValue());
    }

    @Test
    void endsWithWhoIssuedItAndWithWhatWasIssuedWithIt() {
        Browser ada = administrator("leaving");
        Issued first = issued(ada, "admin", 2);
        Issued second = issued(Browser.bearing(app, first.token()), "viewer", 1);
        assertThat(status(second, "/api/servers")).isEqualTo(200);

        assertThat(admin().send("DELETE", "/api/people/leaving", "").status()).isEqualTo(204);

        assertThat(status(first, "/api/people")).isEqualTo(401);
        assertThat(status(second, "/api/servers")).isEqualTo(401);
        administrator("leaving");
        assertThat(status(first, "/api/people")).as("somebody else of that name").isEqualTo(401);
    }

    @Test
    void endsWithTheTokenThatIssuedIt() {
        Issued first = issued(admin(), "admin", 2);
        Issued second = issued(Browser.bearing(app, first.token()), "admin", 2);

        assertThat(admin().send("DELETE", "/api/tokens/" + first.id(), "").status()).isEqualTo(204);

        assertThat(status(second, "/api/people")).isEqualTo(401);
        assertThat(shown(second, "id")).isEqualTo("none");
    }

    @Test
    void doesNotOutliveTheTokenThatIssuedIt() {
        Issued ofTwoDays = issued(admin(), "admin", 2);

        Answer longer = issue(Browser.bearing(app, ofTwoDays.token()), "viewer", 3);

        assertThat(longer.status()).isEqualTo(400);
        assertThat(longer.json().get("field").stringValue()).isEqualTo("expires_at");
        assertThat(issue(Browser.bearing(app, ofTwoDays.token()), "viewer", 2).status())
                .isEqualTo(201);
    }

    @Test
    void doesNoMoreThanItsIssuerMay() {
        Browser ada = administrator("demoted");
        Issued token = issued(ada, "admin", 2);

        admin().send("PATCH", "/api/people/demoted", "{\"role\":\"viewer\"}");

        assertThat(status(token, "/api/people")).isEqualTo(403);
        assertThat(status(token, "/api/servers")).isEqualTo(200);
        assertThat(shown(token, "role")).isEqualTo("viewer");
    }

    @Test
    void staysIfItWasHandedOver() {
        Issued token = issued(administrator("going"), "operator", 2);
        administrator("staying");

        Answer handed = handOver(admin(), token, "person:staying");
        admin().send("DELETE", "/api/people/going", "");

        assertThat(handed.status()).as(handed.body()).isEqualTo(200);
        assertThat(handed.json().get("issuer").stringValue()).isEqualTo("person:staying");
        assertThat(status(token, "/api/servers")).isEqualTo(200);
        admin().send("DELETE", "/api/people/staying", "");
        assertThat(status(token, "/api/servers")).isEqualTo(401);
    }

    @Test
    void goesOnlyToWhoCanAnswerForIt() {
        Browser ada = administrator("giver");
        Issued token = issued(ada, "admin", 2);
        administrator("low");
        admin().send("PATCH", "/api/people/low", "{\"role\":\"operator\"}");

        assertThat(handOver(admin(), token, "person:nobody").status()).isEqualTo(400);
        assertThat(handOver(admin(), token, "person:low").status()).isEqualTo(400);
        assertThat(handOver(admin(), token, "token:" + token.id()).status()).isEqualTo(400);
        assertThat(handOver(ada, token, "admin-token").status()).isEqualTo(403);
        assertThat(handOver(admin(), token, "admin-token").status()).isEqualTo(200);
        assertThat(handOver(admin(), new Issued("nothing", ""), "admin-token").status())
                .isEqualTo(404);
    }
}
