package io.nodepulse.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.access.Browser.Answer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Somebody with a passkey, and the browser in which they enrolled it.
 *
 * @param key their authenticator
 */
record PasskeyHolder(String name, Browser browser, SoftAuthenticator key) {

    static final String PASSKEY = "/api/session/passkey";
    static final String PASSKEYS = "/api/session/passkeys";
    private static final JsonMapper JSON = new JsonMapper();

    /** A browser that knows the instance as localhost, where there are passkeys. */
    static Browser at(RunningAccess app) {
        return Browser.of(app).with("Host", "localhost:" + app.port());
    }

    /** An authenticator behind such a browser. */
    static SoftAuthenticator keyAt(RunningAccess app) {
        return new SoftAuthenticator("http://localhost:" + app.port(), "localhost");
    }

    /** Adds a person who enrols a passkey. */
    static PasskeyHolder added(RunningAccess app, String name, String role) {
        Enrolled.signedIn(app, name, role);
        Browser browser = at(app);
        browser.signIn(name, Enrolled.PASSWORD);
        return of(name, browser, keyAt(app));
    }

    /** Has who is signed in there enrol one. */
    static PasskeyHolder of(String name, Browser browser, SoftAuthenticator key) {
        JsonNode options = offer(browser, Map.of("password", Enrolled.PASSWORD));
        Answer answer = enrol(browser, key.make(options));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return new PasskeyHolder(name, browser, key);
    }

    /** What a browser is asked to make. */
    static JsonNode offer(Browser browser, Map<String, ?> proof) {
        Answer answer = post(browser, PASSKEYS + "/offer", proof);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().get("options");
    }

    static Answer enrol(Browser browser, Object credential) {
        return post(browser, PASSKEYS, Map.of("name", "laptop", "credential", credential));
    }

    /** What a browser is asked to have signed. */
    static JsonNode toSign(Browser browser) {
        return browser.post(PASSKEY + "/offer", "{}").json().get("options");
    }

    /** Signs in there, as the page does. */
    Answer signIn(Browser there) {
        return signIn(there, key.sign(toSign(there)));
    }

    static Answer signIn(Browser there, Object credential) {
        Answer answer = post(there, PASSKEY, Map.of("credential", credential));
        there.echoing();
        return answer;
    }

    Answer remove(Map<String, ?> proof) {
        Map<String, Object> body = new LinkedHashMap<>(proof);
        body.put("id", key.id());
        return post(browser, PASSKEYS + "/removal", body);
    }

    static Answer post(Browser browser, String path, Object body) {
        return browser.post(path, JSON.writeValueAsString(body));
    }
}
