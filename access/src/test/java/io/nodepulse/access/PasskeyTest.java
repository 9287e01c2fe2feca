package io.nodepulse.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.access.Browser.Answer;
import io.nodepulse.events.administration.PasskeyCounterWentBack;
import io.nodepulse.events.administration.PasskeyEnrolled;
import io.nodepulse.events.administration.PasskeyRemoved;
import io.nodepulse.events.administration.SignInFailed;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.redisson.api.options.KeysScanOptions;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A passkey lets its person in, here and once, and nothing else does; on two instances. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PasskeyTest {

    private static final String PASSWORD = Enrolled.PASSWORD;

    private final String namespace = RunningAccess.freshNamespace();
    private RunningAccess here;
    private RunningAccess there;

    @BeforeAll
    void start(@TempDir Path folder) {
        String[] settings = {
            "nodepulse.access.second-factor.key-file=" + folder.resolve("second-factor.key"),
            "nodepulse.access.second-factor.required-for=admin",
            "nodepulse.access.hosts=np.example",
            "nodepulse.listener.proxies=127.0.0.1"
        };
        here = RunningAccess.start(namespace, settings);
        there = RunningAccess.start(namespace, settings);
    }

    @AfterAll
    void stop() {
        here.close();
        there.close();
    }

    private Browser browser() {
        return PasskeyHolder.at(here);
    }

    private static void assertWrong(Answer answer, String why) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.json().get("field").stringValue()).isEqualTo("passkey");
        assertThat(answer.json().get("detail").stringValue()).contains(why);
        assertThat(answer.cookies()).noneMatch(each -> each.contains("_session"));
    }

    @Test
    void aPasskeySignsItsPersonIn() {
        PasskeyHolder ada = PasskeyHolder.added(here, "ada", "viewer");
        Browser in = browser();

        Answer answer = ada.signIn(in);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().get("name").stringValue()).isEqualTo("ada");
        assertThat(answer.json().get("second_factor").toString())
                .isEqualTo(
                        "{\"enrolled\":true,\"required\":false,\"recovery_codes_left\":0,"
                                + "\"codes\":false,\"passkeys\":1}");
        assertThat(in.get("/api/servers").status()).isEqualTo(200);
        JsonNode row = in.get(PasskeyHolder.PASSKEYS).json().get("passkeys").get(0);
        assertThat(row.get("id").stringValue()).isEqualTo(ada.key().id());
        assertThat(row.get("name").stringValue()).isEqualTo("laptop");
        assertThat(row.get("host").stringValue()).isEqualTo("localhost");
        assertThat(row.get("used_at").stringValue())
                .isGreaterThanOrEqualTo(row.get("enrolled_at").stringValue());
    }

    @Test
    void thePasswordAloneOpensNothingAnyMore() {
        PasskeyHolder person = PasskeyHolder.added(here, "both", "viewer");

        for (int i = 0; i < 10; i++) {
            assertWrong(browser().signIn("both", PASSWORD), "");
        }
        assertThat(browser().signIn("both", "not the password").json().has("field")).isFalse();
        assertThat(person.signIn(browser()).status()).isEqualTo(200);
    }

    @Test
    void whoHasCodesTooShowsEither() {
        Enrolled codes = Enrolled.added(here, "either", "viewer");
        Browser browser = browser();
        assertThat(codes.signIn(browser, codes.app().code(1)).status()).isEqualTo(200);

        assertThat(
                        PasskeyHolder.post(
                                        browser,
                                        PasskeyHolder.PASSKEYS + "/offer",
                                        Map.of("password", PASSWORD))
                                .json()
                                .get("field")
                                .stringValue())
                .isEqualTo("code");
        JsonNode options =
                PasskeyHolder.offer(
                        browser, Map.of("password", PASSWORD, "code", codes.recovery().getFirst()));
        SoftAuthenticator key = PasskeyHolder.keyAt(here);
        assertThat(PasskeyHolder.enrol(browser, key.make(options)).status()).isEqualTo(200);

        assertThat(new PasskeyHolder("either", browser, key).signIn(browser()).status())
                .isEqualTo(200);
        assertThat(codes.signIn(browser(), codes.recovery().getLast()).status()).isEqualTo(200);
    }

    @Test
    void whoMustHaveASecondFactorMayHaveAPasskey() {
        Enrolled.signedIn(here, "chief", "admin");
        Browser admin = browser();
        admin.signIn("chief", PASSWORD);
        assertThat(admin.get("/api/people").status()).isEqualTo(403);

        PasskeyHolder chief = PasskeyHolder.of("chief", admin, PasskeyHolder.keyAt(here));

        assertThat(admin.get("/api/people").status()).isEqualTo(200);
        Browser again = browser();
        assertThat(chief.signIn(again).status()).isEqualTo(200);
        assertThat(again.get("/api/people").status()).isEqualTo(200);
    }

    @Test
    void enrollingAndRemovingEndTheOtherSessions() {
        Browser other = Enrolled.signedIn(here, "two-places", "viewer");
        Browser one = browser();
        one.signIn("two-places", PASSWORD);

        PasskeyHolder person = PasskeyHolder.of("two-places", one, PasskeyHolder.keyAt(here));
        assertThat(other.get("/api/servers").status()).isEqualTo(401);
        assertThat(one.get("/api/servers").status()).isEqualTo(200);

        Browser second = browser();
        person.signIn(second);
        assertThat(person.remove(Map.of("password", PASSWORD)).status()).isEqualTo(204);
        assertThat(second.get("/api/servers").status()).isEqualTo(401);
        assertThat(one.get("/api/servers").status()).isEqualTo(200);
    }

    @Test
    void aRemovedPasskeyLetsNobodyIn() {
        PasskeyHolder person = PasskeyHolder.added(here, "leaving", "viewer");
        assertThat(person.remove(Map.of("password", "not it")).status()).isEqualTo(401);
        Map<String, Object> signed = person.key().sign(PasskeyHolder.toSign(person.browser()));
        assertThat(person.remove(Map.of("credential", signed)).status()).isEqualTo(204);

        assertWrong(person.signIn(browser()), "nobody here has it");
        assertThat(person.remove(Map.of("password", PASSWORD)).status()).isEqualTo(404);
        assertThat(browser().signIn("leaving", PASSWORD).status()).isEqualTo(200);
        assertThat(acts("leaving"))
                .containsExactly("PasskeyRemoved laptop", "PasskeyEnrolled laptop");
    }

    @Test
    void anAdministratorRemovesThemAll() {
        PasskeyHolder person = PasskeyHolder.added(here, "helped", "viewer");
        Browser admin = Browser.bearing(here, RunningAccess.ADMIN_TOKEN);
        assertThat(admin.get("/api/people").body())
                .containsPattern("\"helped\"[^}]*\"second_factor\":true");

        assertThat(admin.send("DELETE", "/api/people/helped/second-factor", "").status())
                .isEqualTo(204);

        assertWrong(person.signIn(browser()), "nobody here has it");
        assertThat(person.browser().get("/api/servers").status()).isEqualTo(401);
        assertThat(Browser.of(there).signIn("helped", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void anAnswerIsTakenOnceByAllInstances() {
        PasskeyHolder person = PasskeyHolder.added(here, "once", "viewer");
        Map<String, Object> signed = person.key().sign(PasskeyHolder.toSign(browser()));

        assertThat(PasskeyHolder.signIn(browser(), signed).status()).isEqualTo(200);
        assertWrong(PasskeyHolder.signIn(browser(), signed), "was answered before");
        assertWrong(PasskeyHolder.signIn(PasskeyHolder.at(there), signed), "was answered before");
    }

    /** Anybody may ask for one, as often as they like. */
    @Test
    void anOfferLeavesNothingBehind() {
        JsonNode first = PasskeyHolder.toSign(browser());
        Set<String> before = keys();

        Set<String> challenges = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            challenges.add(PasskeyHolder.toSign(browser()).get("challenge").stringValue());
        }

        assertThat(challenges).hasSize(50).doesNotContain(first.get("challenge").stringValue());
        assertThat(before).isNotEmpty().containsAll(keys());
    }

    private Set<String> keys() {
        return here.store()
                .connection()
                .getKeys()
                .getKeysStream(KeysScanOptions.defaults().pattern(namespace + ":*"))
                .collect(Collectors.toSet());
    }

    @Test
    void whatWasSignedForOthersIsRefused() {
        PasskeyHolder person = PasskeyHolder.added(here, "phished", "viewer");
        SoftAuthenticator key = person.key();
        String own = key.origin;

        for (String origin :
                List.of(
                        "https://localhost:" + here.port(),
                        "http://localhost:1",
                        "https://np.example",
                        "https://evil.example")) {
            key.origin = origin;
            assertWrong(person.signIn(browser()), "BadOrigin");
        }
        key.origin = own;
        key.host = "evil.example";
        assertWrong(person.signIn(browser()), "BadRpId");
        key.host = "localhost";
        assertThat(person.signIn(person.browser()).status()).isEqualTo(200);
    }

    @Test
    void onlyOurOwnChallengesAreTaken() {
        PasskeyHolder person = PasskeyHolder.added(here, "challenged", "viewer");
        JsonNode own = SoftAuthenticator.json("{\"challenge\":\"" + "A".repeat(43) + "\"}");
        JsonNode enrolling = PasskeyHolder.offer(person.browser(), Map.of("password", PASSWORD));

        assertWrong(
                PasskeyHolder.signIn(browser(), person.key().sign(own)), "challenge is not ours");
        assertWrong(
                PasskeyHolder.signIn(browser(), person.key().sign(enrolling)),
                "challenge is not ours");
        assertThat(person.signIn(person.browser()).status()).isEqualTo(200);
    }

    @Test
    void anothersPasskeyProvesNothing() {
        PasskeyHolder person = PasskeyHolder.added(here, "victim", "viewer");
        PasskeyHolder other = PasskeyHolder.added(here, "other", "viewer");
        Map<String, Object> signed = other.key().sign(PasskeyHolder.toSign(browser()));
        assertWrong(person.remove(Map.of("credential", signed)), "nobody here has it");

        other.key().handle = person.key().handle;
        assertWrong(other.signIn(browser()), "nobody here has it");
        JsonNode forOther = PasskeyHolder.offer(other.browser(), Map.of("password", PASSWORD));
        assertWrong(
                PasskeyHolder.enrol(person.browser(), PasskeyHolder.keyAt(here).make(forOther)),
                "challenge is not ours");
        JsonNode own = PasskeyHolder.offer(person.browser(), Map.of("password", PASSWORD));
        assertThat(PasskeyHolder.enrol(person.browser(), other.key().make(own)).status())
                .as("enrolled already")
                .isEqualTo(409);
    }

    @Test
    void anotherKeyOfThatIdIsRefused() {
        PasskeyHolder person = PasskeyHolder.added(here, "forged", "viewer");
        SoftAuthenticator forger = PasskeyHolder.keyAt(here);
        forger.handle = person.key().handle;
        Map<String, Object> signed =
                new LinkedHashMap<>(forger.sign(PasskeyHolder.toSign(browser())));
        signed.put("id", person.key().id());
        signed.put("rawId", person.key().id());

        assertWrong(PasskeyHolder.signIn(browser(), signed), "BadSignature");
    }

    @Test
    void whoWasNotVerifiedIsNotLetIn() {
        PasskeyHolder person = PasskeyHolder.added(here, "touched", "viewer");
        person.key().withoutVerification();
        assertWrong(person.signIn(browser()), "UserNotVerified");

        JsonNode options = PasskeyHolder.offer(person.browser(), Map.of("password", PASSWORD));
        SoftAuthenticator blind = PasskeyHolder.keyAt(here).withoutVerification();
        assertWrong(PasskeyHolder.enrol(person.browser(), blind.make(options)), "UserNotVerified");
    }

    @Test
    void aCounterThatWentBackIsRefusedAndWrittenDown() {
        PasskeyHolder person = PasskeyHolder.added(here, "copied", "viewer");
        person.key().counter = 10;
        assertThat(person.signIn(browser()).status()).isEqualTo(200);

        for (long before : List.of(3, 10)) {
            person.key().counter = before;
            assertWrong(person.signIn(PasskeyHolder.at(here)), "counter went back");
        }
        assertThat(acts("copied"))
                .containsExactly(
                        "PasskeyCounterWentBack laptop",
                        "PasskeyCounterWentBack laptop",
                        "PasskeyEnrolled laptop");
        person.key().counter = 11;
        assertThat(person.signIn(browser()).status()).as("the right one").isEqualTo(200);
    }

    /** Those that are kept in several places have none. */
    @Test
    void passkeysThatDoNotCountGoOn() {
        PasskeyHolder person = PasskeyHolder.added(here, "synced", "viewer");
        SoftAuthenticator key = PasskeyHolder.keyAt(here);
        key.counter = 0;
        JsonNode options = PasskeyHolder.offer(person.browser(), Map.of("password", PASSWORD));
        assertThat(PasskeyHolder.enrol(person.browser(), key.make(options)).status())
                .isEqualTo(200);

        PasskeyHolder synced = new PasskeyHolder("synced", person.browser(), key);
        for (int i = 0; i < 2; i++) {
            key.counter = -1;
            assertThat(synced.signIn(browser()).status()).isEqualTo(200);
        }
    }

    @Test
    void wrongOnesCountAsWrongPasswordsDo() {
        PasskeyHolder person = PasskeyHolder.added(here, "tried", "viewer");
        Browser guesser = PasskeyHolder.at(there).from("127.31.0.1");
        person.key().origin = "https://evil.example";
        for (int i = 0; i < 5; i++) {
            assertWrong(person.signIn(guesser), "BadOrigin");
        }

        person.key().origin = "http://localhost:" + there.port();
        assertThat(person.signIn(guesser).status()).isEqualTo(429);
        person.key().origin = "http://localhost:" + here.port();
        assertThat(person.signIn(person.browser()).status()).as("a known place").isEqualTo(200);
        here.tally().flush();
        there.tally().flush();
        assertThat(acts("tried")).contains("SignInFailed 6");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"id\":\"AQID\"}",
                "{\"id\":\"AQID\",\"rawId\":\"AQID\",\"type\":\"public-key\",\"response\":{}}",
                "{\"id\":1,\"rawId\":{},\"response\":[]}",
                "{\"id\":\"!\",\"rawId\":\"!\",\"type\":\"x\",\"response\":{\"clientDataJSON\":\"!\"}}",
                "{\"id\":\"AQID\",\"rawId\":\"AQID\",\"type\":\"public-key\",\"response\":"
                        + "{\"clientDataJSON\":\"e30\",\"authenticatorData\":\"AA\",\"signature\":\"AA\","
                        + "\"attestationObject\":\"oA\"},\"clientExtensionResults\":{}}"
            })
    void whatIsNoAnswerIsRefused(String credential) {
        String body = "{\"name\":\"x\",\"credential\":" + credential + "}";
        Browser somebody = browser();
        PasskeyHolder.added(here, "garbage-" + Math.abs(credential.hashCode()), "viewer")
                .signIn(somebody);

        assertWrong(browser().post(PasskeyHolder.PASSKEY, body), "");
        assertWrong(somebody.post(PasskeyHolder.PASSKEYS, body), "");
        assertThat(browser().post(PasskeyHolder.PASSKEY, "{\"credential\":\"x\"}").status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost,     http,  true",
        "LOCALHOST,     http,  true",
        "np.example,    https, true",
        "np.example,    http,  false",
        "127.0.0.1,     http,  false",
        "127.0.0.1,     https, false",
        "[::1],         https, false"
    })
    void browsersHavePasskeysForSomeNames(String host, String scheme, boolean offered) {
        Browser browser =
                Browser.of(here)
                        .with("Host", host + (scheme.equals("http") ? ":" + here.port() : ""))
                        .with("X-Forwarded-Proto", scheme);

        assertThat(browser.get("/api/session").json().get("sign_in").get("passkey").booleanValue())
                .isEqualTo(offered);
        Answer offer = browser.post(PasskeyHolder.PASSKEY + "/offer", "{}");
        assertThat(offer.status()).isEqualTo(offered ? 200 : 409);
        if (offered) {
            assertThat(offer.json().get("options").get("rpId").stringValue())
                    .isEqualToIgnoringCase(host);
        }
    }

    @Test
    void aNameOfOursOverTls() {
        Enrolled.signedIn(here, "secure", "viewer");
        Browser browser =
                Browser.of(here).with("Host", "np.example").with("X-Forwarded-Proto", "https");
        browser.signIn("secure", PASSWORD);

        PasskeyHolder person =
                PasskeyHolder.of(
                        "secure",
                        browser,
                        new SoftAuthenticator("https://np.example", "np.example"));

        assertThat(person.signIn(browser).status()).isEqualTo(200);
        assertWrong(person.signIn(browser()), "BadOrigin");
    }

    @Test
    void offersAreForWhoSignedInAndShowsWhatTheyHave() {
        Browser token = Browser.bearing(here, RunningAccess.ADMIN_TOKEN);
        token.with("Host", "localhost:" + here.port());
        assertThat(token.get(PasskeyHolder.PASSKEYS).status()).isEqualTo(403);
        assertThat(browser().get(PasskeyHolder.PASSKEYS).status()).isEqualTo(401);
        PasskeyHolder person = PasskeyHolder.added(here, "asks", "viewer");
        for (Map<String, String> proof :
                List.of(Map.<String, String>of(), Map.of("password", "not it"))) {
            assertThat(
                            PasskeyHolder.post(
                                            person.browser(),
                                            PasskeyHolder.PASSKEYS + "/offer",
                                            proof)
                                    .status())
                    .isEqualTo(proof.isEmpty() ? 400 : 401);
        }
        Map<String, Object> signed = person.key().sign(PasskeyHolder.toSign(person.browser()));
        JsonNode options = PasskeyHolder.offer(person.browser(), Map.of("credential", signed));
        assertThat(options.get("excludeCredentials").get(0).get("id").stringValue())
                .isEqualTo(person.key().id());
        assertThat(options.get("authenticatorSelection").get("residentKey").stringValue())
                .isEqualTo("required");
    }

    /** What is kept about somebody's passkeys, newest first. */
    private List<String> acts(String name) {
        List<String> acts = new ArrayList<>();
        here.store()
                .history()
                .auditLog()
                .forEachRemaining(
                        act -> {
                            String line =
                                    switch (act.message().payload()) {
                                        case PasskeyEnrolled it when it.name().equals(name) ->
                                                "PasskeyEnrolled " + it.label();
                                        case PasskeyRemoved it when it.name().equals(name) ->
                                                "PasskeyRemoved " + it.label();
                                        case PasskeyCounterWentBack it
                                                when it.name().equals(name) ->
                                                "PasskeyCounterWentBack " + it.label();
                                        case SignInFailed it
                                                when it.target().equals("person:tried")
                                                        && name.equals("tried") ->
                                                "SignInFailed " + it.times();
                                        case null, default -> "";
                                    };
                            if (!line.isEmpty()) {
                                acts.add(line);
                            }
                        });
        return acts;
    }
}
