package io.nodepulse.access;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import io.nodepulse.access.Browser.Answer;
import io.nodepulse.embedded.ValkeyOptions;
import io.nodepulse.embedded.ValkeyServer;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.administration.PersonAdded;
import io.nodepulse.events.administration.PersonErased;
import io.nodepulse.events.administration.PersonRemoved;
import io.nodepulse.events.administration.SignedIn;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Persons who are erased, over HTTP, on a Valkey of their own. */
@ExtendWith(OutputCaptureExtension.class)
class PersonErasureTest {

    private static final String PASSWORD = "correct horse battery";
    private static final String NAME = "zanzibarbara";
    private static final String ADDRESS = "127.77.66.55";

    @TempDir private Path folder;

    private String key = "";
    private ValkeyServer valkey;
    private RunningAccess app;

    @BeforeEach
    void start() {
        key = "nodepulse.persons.key-file=" + folder.resolve("persons.key");
        valkey = ValkeyServer.start(ValkeyOptions.in(folder.resolve("valkey")));
        app = startSealing();
    }

    @AfterEach
    void stop() {
        app.close();
        valkey.close();
    }

    private RunningAccess startSealing() {
        return RunningAccess.startAsUser(valkey, "np", key);
    }

    private void restart() {
        app.close();
        app = startSealing();
    }

    /** An event and who did it, as people see it. */
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

    private Browser admin() {
        return Browser.bearing(app, RunningAccess.ADMIN_TOKEN);
    }

    private Answer add(String name) {
        return admin().post(
                        "/api/people",
                        "{\"name\":\"%s\",\"role\":\"admin\",\"password\":\"%s\"}"
                                .formatted(name, PASSWORD));
    }

    private Browser signedIn(String name) {
        assertThat(add(name).status()).isEqualTo(201);
        Browser browser = Browser.of(app).from(ADDRESS);
        assertThat(browser.signIn(name, PASSWORD).status()).isEqualTo(200);
        return browser;
    }

    private Answer erase(String name) {
        return admin().send("DELETE", "/api/people/" + name + "?erase=true", "");
    }

    private String erased(String name) {
        Answer answer = erase(name);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode numbers = answer.json().get("numbers");
        assertThat(numbers.size()).as(answer.body()).isEqualTo(1);
        return numbers.get(0).stringValue();
    }

    private List<String> people() {
        return admin().get("/api/people")
                .json()
                .get("people")
                .valueStream()
                .map(person -> person.get("name").stringValue())
                .toList();
    }

    @Test
    void whoIsErasedIsANumberInTheRecordAndNoWordOfThemIsStored(CapturedOutput output)
            throws IOException {
        Browser person = signedIn(NAME);
        signedIn("grace");
        assertThat(person.post("/api/people", "{}").status()).isEqualTo(400);

        String number = erased(NAME);

        String label = "(erased) " + number;
        Actor erased = new Actor("person:" + label, "(erased)");
        assertThat(acts())
                .filteredOn(act -> act.event() instanceof PersonAdded)
                .extracting(act -> ((PersonAdded) act.event()).name())
                .containsExactly(label, "grace");
        assertThat(acts())
                .filteredOn(act -> act.event() instanceof SignedIn)
                .extracting(Act::actor)
                .containsExactly(erased, new Actor("person:grace", ADDRESS));
        assertThat(acts().getLast().event())
                .isInstanceOfSatisfying(
                        PersonErased.class,
                        event -> {
                            assertThat(event.number()).isEqualTo(number);
                            assertThat(event.formerly()).isNull();
                        });
        assertThat(person.get("/api/servers").status()).isEqualTo(401);
        assertThat(people()).containsExactly("grace");
        assertThat(StoredWords.of(valkey, folder.resolve("valkey")))
                .contains(number)
                .doesNotContain(NAME);
        assertThat(output.getAll()).doesNotContain(NAME, ADDRESS);
    }

    @Test
    void theAddressIsInNoEntryEither() throws IOException {
        signedIn(NAME);
        erased(NAME);

        assertThat(StoredWords.of(valkey, folder.resolve("valkey"))).doesNotContain(ADDRESS);
    }

    @Test
    void whatIsDecidedAfterARestartIsTheSame() {
        signedIn(NAME);
        signedIn("grace");
        erased(NAME);
        restart();

        assertThat(people()).containsExactly("grace");
        assertThat(Browser.of(app).signIn(NAME, PASSWORD).status()).isEqualTo(401);
        assertThat(Browser.of(app).signIn("grace", PASSWORD).status()).isEqualTo(200);
        assertThat(erase(NAME).status()).isEqualTo(404);
        assertThat(erase("nobody").status()).isEqualTo(404);
    }

    @Test
    void theNameIsFreeForSomebodyElse() {
        signedIn(NAME);
        String first = erased(NAME);
        signedIn(NAME);
        restart();

        assertThat(people()).containsExactly(NAME);
        assertThat(acts())
                .filteredOn(act -> act.event() instanceof SignedIn)
                .extracting(act -> act.actor().name())
                .containsExactly("person:(erased) " + first, "person:" + NAME);
        assertThat(erased(NAME)).isNotEqualTo(first);
    }

    @Test
    void whoWasRemovedLongAgoIsErasedByTheirName() {
        signedIn(NAME);
        assertThat(admin().send("DELETE", "/api/people/" + NAME, "").status()).isEqualTo(204);
        assertThat(acts().getLast().event()).isInstanceOf(PersonRemoved.class);
        restart();

        String number = erased(NAME);

        assertThat(acts())
                .filteredOn(act -> act.event() instanceof PersonRemoved)
                .extracting(act -> ((PersonRemoved) act.event()).name())
                .containsExactly("(erased) " + number);
    }

    /** Their token goes on with who has it now, and is not worth more for that. */
    @Test
    void tokensThatWereHandedOverStay() {
        Browser person = signedIn(NAME);
        signedIn("grace");
        JsonNode token =
                person.post(
                                "/api/tokens",
                                "{\"name\":\"report\",\"role\":\"viewer\",\"expires_at\":\"%s\"}"
                                        .formatted(Instant.now().plus(Duration.ofDays(1))))
                        .json();
        String id = token.get("id").stringValue();
        String secret = token.get("token").stringValue();
        assertThat(Browser.bearing(app, secret).get("/api/servers").status()).isEqualTo(200);
        assertThat(
                        admin().send("PATCH", "/api/tokens/" + id, "{\"issuer\":\"person:grace\"}")
                                .status())
                .isEqualTo(200);

        erased(NAME);
        restart();

        assertThat(Browser.bearing(app, secret).get("/api/servers").status()).isEqualTo(200);
    }

    /** People of before names were sealed. */
    @Test
    void whoIsInOlderEventsInTheClearStaysThereAndIsNobodyAllTheSame() {
        app.close();
        app = RunningAccess.startAt(valkey.uri(), "np");
        signedIn(NAME);
        signedIn("grace");
        Answer without = erase(NAME);
        assertThat(without.status()).isEqualTo(409);
        assertThat(without.body()).contains("nodepulse.persons.key-file is not set");
        restart();
        assertThat(Browser.of(app).from(ADDRESS).signIn(NAME, PASSWORD).status()).isEqualTo(200);
        assertThat(admin().send("PATCH", "/api/people/" + NAME, "{\"role\":\"viewer\"}").status())
                .isEqualTo(200);

        Answer answer = erase(NAME);
        restart();

        assertThat(answer.json().get("in_the_clear").booleanValue()).isTrue();
        String number = answer.json().get("numbers").get(0).stringValue();
        assertThat(people()).containsExactly("grace");
        assertThat(acts())
                .filteredOn(act -> act.event() instanceof SignedIn)
                .extracting(Act::actor)
                .containsExactly(
                        new Actor("person:" + NAME, ADDRESS),
                        new Actor("person:grace", ADDRESS),
                        new Actor("person:(erased) " + number, "(erased)"));
    }

    /** What was tried and exported is written down up to a minute later. */
    @Test
    void whatIsWrittenDownLateNamesNobodyAgain() throws IOException {
        signedIn(NAME);
        assertThat(Browser.of(app).from(ADDRESS).signIn(NAME, "wrong").status()).isEqualTo(401);
        assertThat(Browser.of(app).from(ADDRESS).signIn(NAME, PASSWORD).status()).isEqualTo(200);
        erased(NAME);

        app.tally().flush();

        assertThat(acts())
                .extracting(act -> act.event() + " " + act.actor().name())
                .noneMatch(words -> words.contains(NAME))
                .anyMatch(words -> words.contains("target=person:(erased)"))
                .anyMatch(words -> words.endsWith("person:(erased)"));
        assertThat(StoredWords.of(valkey, folder.resolve("valkey"))).doesNotContain(NAME);
    }

    @Test
    void keysThatAreLostAreNamedAndLetNobodyIn() throws IOException {
        signedIn(NAME);
        app.store().connection().getKeys().delete("{np:0}:persons");
        restart();

        assertThat(people()).singleElement().asString().startsWith("(unreadable) ");
        assertThat(acts().getFirst().event().toString()).contains("(unreadable)");
        assertThat(Browser.of(app).signIn(NAME, PASSWORD).status()).isEqualTo(401);
        String label = people().getFirst();
        String path = "/api/people/" + label.replace(" ", "%20");
        assertThat(admin().send("PATCH", path, "{\"role\":\"viewer\"}").status()).isEqualTo(409);
        assertThat(admin().send("DELETE", path, "").status()).isEqualTo(409);
        assertThat(add("(unreadable) 0a1b2c3d4e5f").status()).isEqualTo(400);

        assertThat(admin().send("DELETE", path + "?erase=true", "").status()).isEqualTo(200);
        assertThat(people()).isEmpty();
        restart();
        assertThat(people()).isEmpty();
        assertThat(add(NAME).status()).isEqualTo(201);
    }

    @Test
    void withoutTheirKeyFileAServiceDoesNotStart(CapturedOutput output) throws IOException {
        signedIn(NAME);
        app.close();
        Path file = folder.resolve("persons.key");
        Path away = Files.move(file, folder.resolve("away"));
        assertThat(startFails()).contains("persons.key, the key of persons, is missing");
        Files.move(away, file);
        app = startSealing();

        assertThat(Browser.of(app).signIn(NAME, PASSWORD).status()).isEqualTo(200);
    }

    private String startFails() {
        try (RunningAccess started = startSealing()) {
            return "started on " + started.port();
        } catch (RuntimeException e) {
            return String.valueOf(
                    org.springframework.core.NestedExceptionUtils.getMostSpecificCause(e)
                            .getMessage());
        }
    }

    @Test
    void whoIsOfAProviderIsErasedThere() {
        assertThat(admin().send("DELETE", "/api/people/ada?provider=corp", "").status())
                .isEqualTo(400);
        assertThat(admin().send("DELETE", "/api/people/ada?erase=true&provider=corp", "").status())
                .isEqualTo(404);
    }
}
