package io.nodepulse.audit.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;

/** Segments are of what is signed; without a notary none would be made, and nobody would know. */
class SegmentSettingsTest {

    private static final Path NOTARY = Path.of("audit");
    private static final Duration HOT = Duration.ofHours(6);

    @Test
    void segmentsNeedANotary() {
        SegmentSettings wanted =
                new SegmentSettings(Path.of("segments"), HOT, Duration.ofHours(1), 1_000, 3);
        SegmentSettings none = new SegmentSettings(null, HOT, Duration.ofHours(1), 1_000, 3);

        assertThatIllegalStateException()
                .isThrownBy(() -> wanted.requireNotary(null))
                .withMessageContaining(
                        "nodepulse.segments.directory needs nodepulse.audit.director");
        assertThatCode(() -> wanted.requireNotary(NOTARY)).doesNotThrowAnyException();
        assertThatCode(() -> none.requireNotary(null)).doesNotThrowAnyException();
    }

    @Test
    void scrapesLeaveValkeyEarlierWhereSegmentsHaveThem() {
        SegmentSettings kept =
                new SegmentSettings(Path.of("segments"), HOT, Duration.ofHours(1), 1_000, 3);
        SegmentSettings none = new SegmentSettings(null, HOT, Duration.ofHours(1), 1_000, 3);

        assertThat(kept.inValkey(Duration.ofDays(7))).isEqualTo(HOT);
        assertThat(kept.inValkey(Duration.ZERO)).isEqualTo(HOT);
        assertThat(kept.inValkey(Duration.ofHours(2))).isEqualTo(Duration.ofHours(2));
        assertThat(none.inValkey(Duration.ofDays(7))).isEqualTo(Duration.ofDays(7));
        assertThat(none.inValkey(Duration.ZERO)).isZero();
    }
}
