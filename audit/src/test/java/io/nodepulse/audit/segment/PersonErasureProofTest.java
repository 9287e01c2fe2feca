package io.nodepulse.audit.segment;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.audit.Appends;
import io.nodepulse.audit.note.InclusionProof;
import io.nodepulse.audit.seal.SealVerification;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.administration.PersonAdded;
import io.nodepulse.events.administration.PersonErased;
import io.nodepulse.events.administration.Role;
import io.nodepulse.events.segment.SegmentAppend;
import io.nodepulse.events.store.entry.RawEntry;
import io.nodepulse.events.store.history.AuditLogEntry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is signed of a person is what is stored, so it holds when nobody can read it any more. */
class PersonErasureProofTest {

    private static final String NAME = "zanzibarbara";
    private static final Actor ACTOR = new Actor(Actor.person(NAME), "192.0.2.77");

    @TempDir private Path folder;

    private SegmentedShard shard;

    @BeforeEach
    void begin() {
        shard = new SegmentedShard(folder, folder.resolve("persons.key"));
        Appends.append(
                shard.store(),
                shard.server(),
                List.of(new PersonAdded(NAME, Role.ADMIN, "{argon2id}x", SegmentedShard.NOON)),
                ACTOR);
        shard.hours(1);
    }

    @AfterEach
    void end() {
        shard.close();
    }

    private String erase() {
        String number = shard.store().persons().of(ACTOR.name()).orElseThrow().number();
        Appends.append(
                shard.store(),
                shard.server(),
                List.of(new PersonErased(number, null, shard.now())),
                new Actor(Actor.ADMIN_TOKEN, "192.0.2.78"));
        shard.store().persons().destroy(Set.of(number));
        shard.notary().seal(0);
        return number;
    }

    private SealVerification.Outcome verified() {
        return new SealVerification(
                        shard.store(),
                        Optional.of(shard.notary()),
                        Optional.of(shard.segments()),
                        InstantSource.system())
                .verify(List.of(), (verified, total) -> {});
    }

    private List<AuditLogEntry> acts() {
        List<AuditLogEntry> acts = new ArrayList<>();
        shard.store().history().auditLog().forEachRemaining(acts::add);
        return acts;
    }

    @Test
    void allThatWasSignedHoldsAndIsInSegmentsAsBefore() throws IOException {
        Map<Long, byte[]> before = shard.inValkey();
        List<byte[]> files = bytesOfFiles();
        assertThat(acts())
                .anySatisfy(
                        act -> assertThat(String.valueOf(act.message().payload())).contains(NAME));

        String number = erase();
        shard.round();

        assertThat(verified().intact()).isTrue();
        before.forEach((last, leaf) -> assertThat(shard.inValkey().get(last)).isEqualTo(leaf));
        InclusionProof proof = shard.segments().inclusion(0, 2).orElseThrow();
        byte[] leaf = proof.extra().orElseThrow();
        assertThat(proof.includes(leaf)).isTrue();
        assertThat(proof.note().verify(shard.notary().keys(0))).isNotEmpty();
        assertThat(new String(leaf, UTF_8))
                .contains("nodepulse.PersonAdded", "p1." + number)
                .doesNotContain(NAME, ACTOR.address());
        assertThat(bytesOfFiles()).containsAll(files);
        assertThat(acts())
                .noneSatisfy(
                        act -> assertThat(String.valueOf(act.message().payload())).contains(NAME))
                .anySatisfy(
                        act ->
                                assertThat(Actor.of(act.message().metadata()))
                                        .hasValue(
                                                new Actor(
                                                        "person:(erased) " + number, "(erased)")));
    }

    /** Neither as they lie there nor unpacked. */
    @Test
    void segmentsHaveNoWordOfThemEvenBefore() throws IOException {
        for (byte[] file : bytesOfFiles()) {
            assertThat(new String(file, UTF_8)).doesNotContain(NAME, ACTOR.address());
        }
        int facts = 0;
        for (SegmentFile file : shard.files()) {
            for (Iterator<SegmentAppend> all = file.open().facts(); all.hasNext(); facts++) {
                assertThat(new String(RawEntry.of(all.next()).bytes(), UTF_8))
                        .doesNotContain(NAME, ACTOR.address());
            }
        }
        assertThat(facts).isEqualTo(2);
    }

    /** Valkey is filled again from segments, which have no keys. */
    @Test
    void withoutTheirKeysPersonsComeBackUnreadable() throws IOException {
        String number = shard.store().persons().of(ACTOR.name()).orElseThrow().number();
        shard.loseValkey();
        SegmentRestore restore =
                new SegmentRestore(shard.store(), shard.notary(), shard.directory());
        restore.check((shardNumber, sequence) -> {});
        restore.restore(0, sequence -> {});

        assertThat(acts())
                .anySatisfy(
                        act ->
                                assertThat(Actor.of(act.message().metadata()))
                                        .hasValue(
                                                new Actor(
                                                        "person:(unreadable) " + number,
                                                        "(unreadable)")));
    }

    private List<byte[]> bytesOfFiles() throws IOException {
        List<byte[]> bytes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(shard.directory())) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                bytes.add(Files.readAllBytes(file));
            }
        }
        return bytes;
    }
}
