package io.nodepulse.events.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.ServerRegistered;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.administration.AdministrationEvent;
import io.nodepulse.events.administration.PasskeyEnrolled;
import io.nodepulse.events.administration.PersonAdded;
import io.nodepulse.events.administration.PersonRemoved;
import io.nodepulse.events.administration.Role;
import io.nodepulse.events.administration.SignInFailed;
import io.nodepulse.events.administration.SignedIn;
import io.nodepulse.events.administration.SignedOutEverywhere;
import io.nodepulse.events.person.PersonOpening.Audience;
import io.nodepulse.events.store.entry.DecodedEntry;
import io.nodepulse.events.store.entry.EntryEvents;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.EntryFormat;
import io.nodepulse.events.wire.StoredEvent;

import org.axonframework.messaging.core.Metadata;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** What is stored of events of persons, and what comes out of it. */
class PersonSealingTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.250Z");
    private static final String ADDRESS = "192.0.2.77";
    private static final Actor ADA = new Actor(Actor.person("ada"), ADDRESS);
    private static final Actor GUEST = new Actor(Actor.guest("corp", "ada"), ADDRESS);
    private static final Actor PROGRAM = new Actor(Actor.token(new UUID(1, 2)), ADDRESS);
    private static final Actor NOBODY = new Actor(Actor.ANONYMOUS, ADDRESS);

    private final MapKeyring keys = new MapKeyring();
    private final PersonSealing sealing = new PersonSealing(keys);
    private final PersonOpening opening = new PersonOpening(keys);

    private record Act(Object event, Actor actor) {}

    static List<Act> acts() {
        return List.of(
                new Act(new PersonAdded("ada", Role.ADMIN, "{argon2id}x", NOON), ADA),
                new Act(
                        new PersonAdded("\u0430\u0434\u0430", Role.VIEWER, "{argon2id}x", NOON),
                        PROGRAM),
                new Act(new PersonRemoved("ada", NOON), GUEST),
                new Act(
                        new PasskeyEnrolled("ada", "AQID", "pQEC", "Ada's", "np.example", NOON),
                        ADA),
                new Act(new SignedOutEverywhere("oidc:corp:ada", NOON), GUEST),
                new Act(new SignedIn("248289761001", 1, NOON), GUEST),
                new Act(new SignedIn(null, 1, NOON), ADA),
                new Act(new SignInFailed("person:ada", 2, 1, NOON), NOBODY),
                new Act(new SignInFailed("oidc:corp", 2, 1, NOON), NOBODY),
                new Act(new ServerRegistered(new UUID(3, 4), "web-1", "0".repeat(64), NOON), ADA));
    }

    private Entry.Events sealed(Object event, Actor actor) {
        return (Entry.Events) sealing.sealed(plain(event, actor.metadata()));
    }

    private static Entry plain(Object event, Metadata metadata) {
        return EntryEvents.entryOf(EventTypes.messages(List.of(event), metadata));
    }

    private EventMessage opened(Entry entry, Audience audience) {
        return new DecodedEntry(0, 1, entry, opening).message(1, audience);
    }

    private static Entry changed(Entry.Events entry, UnaryOperator<StoredEvent> change) {
        return new Entry.Events(List.of(change.apply(entry.events().getFirst())));
    }

    private static String bytes(Entry entry) {
        return new String(EntryFormat.encode(entry), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("acts")
    void whatIsSealedOpensAsItHappened(Act act) {
        Entry.Events sealed = sealed(act.event(), act.actor());

        assertThat(bytes(sealed))
                .doesNotContain(
                        "ada", "\u0430\u0434\u0430", "Ada's", "argon2id", "248289", ADDRESS);
        for (Audience audience : Audience.values()) {
            EventMessage message = opened(sealed, audience);
            assertThat(message.payload()).isEqualTo(act.event());
            assertThat(message.metadata()).isEqualTo(act.actor().metadata());
        }
    }

    @Test
    void theSameNameIsNeverStoredAlike() {
        PersonRemoved removed = new PersonRemoved("ada", NOON);

        assertThat(payload(sealed(removed, ADA))).isNotEqualTo(payload(sealed(removed, ADA)));
    }

    private static String payload(Entry.Events entry) {
        return new String(entry.events().getFirst().payload(), StandardCharsets.UTF_8);
    }

    /** Whose key it is decides what an erasure takes along. */
    @Test
    void anAddressIsOfWhoCameFromThere() {
        assertThat(addressKey(new SignedIn(null, 1, NOON), ADA))
                .isEqualTo(keys.numberOf("person:ada"));
        assertThat(addressKey(new SignInFailed("person:ada", 1, 1, NOON), NOBODY))
                .isEqualTo(keys.numberOf("person:ada"));
        assertThat(addressKey(new PersonRemoved("ada", NOON), PROGRAM))
                .isEqualTo(keys.numberOf(PROGRAM.name()));
        assertThat(addressKey(new SignInFailed("nobody", 1, 1, NOON), NOBODY))
                .isEqualTo(keys.numberOf(FieldOwners.OTHERS));
    }

    private String addressKey(AdministrationEvent event, Actor actor) {
        SortedMap<String, String> metadata = sealed(event, actor).events().getFirst().metadata();
        return SealedText.of(metadata.getOrDefault("address", "")).orElseThrow().number();
    }

    @Test
    void whatIsErasedSaysSoWithItsNumber() {
        Entry sealed = sealed(new PersonRemoved("ada", NOON), ADA);
        String number = keys.numberOf("person:ada");
        keys.put(number, new Keyring.Erased(null));

        for (Audience audience : Audience.values()) {
            EventMessage message = opened(sealed, audience);
            assertThat(message.payload()).isEqualTo(new PersonRemoved("(erased) " + number, NOON));
            assertThat(Actor.of(message.metadata()))
                    .hasValue(new Actor("person:(erased) " + number, "(erased)"));
        }
    }

    @Test
    void whoeverDecidesKnowsAnErasedPersonThatOlderEventsName() {
        Entry sealed = sealed(new PersonRemoved("ada", NOON), GUEST);
        keys.put(keys.numberOf("person:ada"), new Keyring.Erased("ada"));

        assertThat(opened(sealed, Audience.DECISIONS).payload())
                .isEqualTo(new PersonRemoved("ada", NOON));
        assertThat(opened(sealed, Audience.PEOPLE).payload())
                .isEqualTo(new PersonRemoved("(erased) " + keys.numberOf("person:ada"), NOON));
    }

    @Test
    void whatCannotBeReadForAnotherReasonIsNotCalledErased() {
        Entry.Events sealed = sealed(new PersonRemoved("ada", NOON), ADA);
        String number = keys.numberOf("person:ada");
        PersonRemoved unreadable = new PersonRemoved("(unreadable) " + number, NOON);

        keys.put(number, new Keyring.Missing("gone"));
        assertThat(opened(sealed, Audience.PEOPLE).payload()).isEqualTo(unreadable);
        keys.put(number, new Keyring.Present(new PersonKey(number, MapKeyring.key(9).key())));
        assertThat(opened(sealed, Audience.PEOPLE).payload()).isEqualTo(unreadable);
        assertThat(Actor.of(opened(sealed, Audience.PEOPLE).metadata()))
                .hasValue(new Actor("person:(unreadable) " + number, "(unreadable)"));
    }

    @Test
    void aSealedTextOpensWhereItStoodAndNowhereElse() {
        Entry.Events one = sealed(new PersonRemoved("ada", NOON), ADA);
        Entry.Events other = sealed(new PersonRemoved("ada", NOON), ADA);
        StoredEvent event = one.events().getFirst();

        Entry ofAnotherEvent = changed(other, each -> each.with(each.metadata(), event.payload()));
        assertThat(String.valueOf(opened(ofAnotherEvent, Audience.PEOPLE).payload()))
                .contains("(unreadable)");

        SortedMap<String, String> swapped = new TreeMap<>(event.metadata());
        swapped.put(
                "address",
                event.metadata().getOrDefault("actor", "").substring("person:".length()));
        Entry ofAnotherField = changed(one, each -> each.with(swapped, each.payload()));
        assertThat(opened(ofAnotherField, Audience.PEOPLE).metadata())
                .containsEntry("address", "(unreadable)")
                .containsEntry("actor", "person:ada");
    }

    @Test
    void whatIsAlteredIsUnreadable() {
        Entry.Events sealed = sealed(new SignedIn(null, 1, NOON), ADA);
        for (String address :
                List.of(
                        "",
                        "p1",
                        "p1.",
                        "192.0.2.1",
                        "p1.00000000000g.AAAA",
                        "p1." + keys.numberOf("person:ada") + ".AAAA",
                        "p1." + keys.numberOf("person:ada") + ".!")) {
            SortedMap<String, String> metadata =
                    new TreeMap<>(sealed.events().getFirst().metadata());
            metadata.put("address", address);
            assertThat(
                            opened(
                                            changed(sealed, e -> e.with(metadata, e.payload())),
                                            Audience.PEOPLE)
                                    .metadata())
                    .as(address)
                    .containsEntry("address", "(unreadable)");
        }
    }

    /** Also one whose name looks sealed: what is sealed is marked, and not guessed. */
    @Test
    void eventsOfBeforeReadAsTheyAre() {
        String looksSealed = "p1.00000000000a." + "A".repeat(40);
        Entry entry = plain(new PersonRemoved(looksSealed, NOON), ADA.metadata());

        assertThat(opened(entry, Audience.PEOPLE).payload())
                .isEqualTo(new PersonRemoved(looksSealed, NOON));
        assertThat(bytes(new PersonSealing(Keyring.NONE).sealed(entry))).isEqualTo(bytes(entry));
    }

    @Test
    void theMarkIsNobodyElses() {
        Entry marked =
                plain(new PersonRemoved("ada", NOON), Metadata.from(Map.of("sealed", "address")));

        assertThatThrownBy(() -> sealing.sealed(marked))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** What stands for a name that is gone is not sealed as if it were one. */
    @Test
    void aLabelIsNobody() {
        Actor late = new Actor("person:(erased)", "(erased)");
        EventMessage message = opened(sealed(new SignedIn(null, 1, NOON), late), Audience.PEOPLE);

        assertThat(Actor.of(message.metadata())).hasValue(late);
        assertThat(keys.numberOf(FieldOwners.OTHERS)).isEqualTo(MapKeyring.number(1));
    }

    @Test
    void scrapesAreNotLookedAt() {
        Entry scrape =
                plain(
                        new ProcessSampled(
                                new UUID(1, 2),
                                Instant.parse("2026-03-01T12:00:00Z"),
                                "java",
                                1,
                                2,
                                4096),
                        Metadata.emptyInstance());

        assertThat(sealing.concerns(scrape)).isFalse();
        assertThat(sealing.sealed(scrape)).isSameAs(scrape);
    }
}
