package io.nodepulse.audit.segment;

import static io.nodepulse.audit.segment.SegmentedShard.PER_HOUR;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.audit.notary.Finding;
import io.nodepulse.audit.notary.NotaryException;
import io.nodepulse.audit.notary.TreeVerdict;
import io.nodepulse.audit.note.InclusionProof;
import io.nodepulse.audit.seal.SealVerification;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is in segments alone is verified and proven as what is in Valkey. */
class TrimmedHistoryTest {

    private static final int HOURS = 4;

    @TempDir Path folder;

    private SegmentedShard shard;

    @BeforeEach
    void begin() {
        shard = new SegmentedShard(folder);
    }

    @AfterEach
    void end() {
        shard.close();
    }

    private SealVerification.Outcome verified() {
        return new SealVerification(
                        shard.store(),
                        Optional.of(shard.notary()),
                        Optional.of(shard.segments()),
                        InstantSource.system())
                .verify(
                        List.of(),
                        (verified, total) -> assertThat(verified).isLessThanOrEqualTo(total));
    }

    @Test
    void everyAppendThatIsInSegmentsAloneIsProvenWithItsBytes() {
        shard.hours(HOURS);
        Map<Long, byte[]> all = shard.inValkey();
        shard.trim();
        Map<Long, byte[]> left = shard.inValkey();
        Set<Long> gone = new TreeSet<>(all.keySet());
        gone.removeAll(left.keySet());
        assertThat(gone).hasSizeGreaterThan(3 * PER_HOUR);

        // Each tenth: of tiles that are pruned, of one that is not, and of one in two segments.
        List<Long> some = gone.stream().filter(last -> last % 10 == 1).toList();
        assertThat(some).hasSizeGreaterThan(30);
        for (long last : some) {
            assertProven(shard.segments().inclusion(0, last).orElseThrow(), all.get(last));
        }

        assertThat(shard.segments().inclusion(0, shard.store().shard(0).head() + 1)).isEmpty();
    }

    private void assertProven(InclusionProof proof, byte @Nullable [] leaf) {
        assertThat(proof.extra()).hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(leaf));
        assertThat(proof.includes(proof.extra().orElseThrow())).isTrue();
        assertThat(proof.note().verify(shard.notary().keys(0))).isNotEmpty();
    }

    @Test
    void aVerificationRecomputesWhatIsInSegments() {
        shard.hours(HOURS);
        shard.trim();

        SealVerification.Outcome outcome = verified();

        assertThat(outcome.intact()).isTrue();
        assertThat(outcome.trees().getFirst().entries())
                .isGreaterThanOrEqualTo(1 + HOURS * PER_HOUR);
    }

    @Test
    void aSegmentThatWasAlteredIsFoundAndNothingOfItIsProven() throws IOException {
        shard.hours(HOURS);
        shard.trim();
        SegmentFile second = shard.files().get(1);
        byte[] bytes = Files.readAllBytes(second.path());
        bytes[bytes.length / 2] ^= 1;
        Files.write(second.path(), bytes);

        TreeVerdict tree = verified().trees().getFirst();

        assertThat(tree.intact()).isFalse();
        assertThat(tree.findings())
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.kind()).isEqualTo(Finding.Kind.ALTERED);
                            assertThat(found.first()).isEqualTo(2 + 2L * PER_HOUR);
                            assertThat(found.last()).isEqualTo(1 + 4L * PER_HOUR);
                            assertThat(found.detail())
                                    .contains(second.path().getFileName().toString());
                        });
        assertThatThrownBy(() -> shard.segments().inclusion(0, 2 + 2L * PER_HOUR))
                .isInstanceOf(NotaryException.class)
                .hasMessageContaining(second.path().getFileName().toString());
    }

    @Test
    void aSegmentThatIsGoneIsFound() throws IOException {
        shard.hours(HOURS);
        shard.trim();
        Files.delete(shard.files().get(1).path());

        TreeVerdict tree = verified().trees().getFirst();

        assertThat(tree.intact()).isFalse();
        assertThat(tree.findings())
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.first()).isEqualTo(2 + 2L * PER_HOUR);
                            assertThat(found.last()).isEqualTo(1 + 4L * PER_HOUR);
                        });
    }

    @Test
    void aSegmentOfAnotherHistoryIsFound(@TempDir Path other) throws IOException {
        shard.hours(HOURS);
        shard.trim();
        try (SegmentedShard foreign = new SegmentedShard(other)) {
            foreign.hours(2);
            SegmentFile theirs = foreign.files().get(1);
            SegmentFile ours = shard.files().get(1);
            Files.write(ours.path(), Files.readAllBytes(theirs.path()));
            Files.write(ours.proofPath(), Files.readAllBytes(theirs.proofPath()));
        }

        assertThat(verified().trees().getFirst().findings())
                .singleElement()
                .satisfies(found -> assertThat(found.detail()).contains("checkpoint"));
    }
}
