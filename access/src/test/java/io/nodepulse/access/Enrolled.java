package io.nodepulse.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.access.Browser.Answer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;

/**
 * Somebody who has enrolled a second factor in that browser. The code that was shown then is used.
 *
 * @param app on their telephone
 * @param recovery the codes they wrote down
 */
record Enrolled(String name, Browser browser, TotpApp app, List<String> recovery) {

    static final String PASSWORD = "correct horse battery";

    private static final String FACTOR = "/api/session/second-factor";
    private static final JsonMapper JSON = new JsonMapper();

    /** Adds a person and signs them in. */
    static Browser signedIn(RunningAccess app, String name, String role) {
        Map<String, String> person = Map.of("name", name, "role", role, "password", PASSWORD);
        assertThat(
                        Browser.bearing(app, RunningAccess.ADMIN_TOKEN)
                                .post("/api/people", json(person))
                                .status())
                .isEqualTo(201);
        Browser browser = Browser.of(app);
        assertThat(browser.signIn(name, PASSWORD).status()).isEqualTo(200);
        return browser;
    }

    /** Adds a person who enrols. */
    static Enrolled added(RunningAccess app, String name, String role) {
        return of(name, signedIn(app, name, role));
    }

    /** Has who is signed in there enrol. */
    static Enrolled of(String name, Browser browser) {
        JsonNode offer = offer(browser, PASSWORD).json();
        TotpApp app = new TotpApp(offer.get("secret").stringValue());
        Answer answer = enrol(browser, offer.get("offer").stringValue(), app.code(0));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<String> recovery =
                answer.json()
                        .get("recovery_codes")
                        .valueStream()
                        .map(JsonNode::stringValue)
                        .toList();
        return new Enrolled(name, browser, app, recovery);
    }

    static Answer offer(Browser browser, String password) {
        return browser.post(FACTOR + "/offer", json(Map.of("password", password)));
    }

    static Answer enrol(Browser browser, String offer, String code) {
        return browser.post(FACTOR, json(Map.of("offer", offer, "code", code)));
    }

    static Answer remove(Browser browser, String password, String code) {
        return browser.post(FACTOR + "/removal", json(Map.of("password", password, "code", code)));
    }

    /** Signs in at that instance, from a browser of its own, with the password and that code. */
    Answer signIn(RunningAccess at, String code) {
        return signIn(Browser.of(at), code);
    }

    Answer signIn(Browser there, String code) {
        Answer answer =
                there.post(
                        "/api/session",
                        json(Map.of("name", name, "password", PASSWORD, "code", code)));
        there.echoing();
        return answer;
    }

    private static String json(Object value) {
        return JSON.writeValueAsString(value);
    }
}
