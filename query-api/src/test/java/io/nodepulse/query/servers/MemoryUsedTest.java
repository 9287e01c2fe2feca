package io.nodepulse.query.servers;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Total, available, free, buffers, cached, and what is used. */
class MemoryUsedTest {

    @ParameterizedTest
    @CsvSource({
        "8000, 2000, 500, 100, 900, 6000",
        "8000, 2000, , , , 6000",
        "8000, 8000, , , , 0",
        "16000, , 4000, 1000, 6000, 5000",
        "16000, , 4000, , , 12000",
        "998384, 1187608, 987608, 0, 7480, 3296",
        "536870912, 612368384, , , , 0",
        "1000, , 900, 100, 200, 0",
        "1000, , , 100, 200, ",
        "1000, -5, , , , 1000",
        ", 100, 100, 100, 100, ",
        ", , , , , "
    })
    void ofWhatTheHostReports(
            @Nullable Long total,
            @Nullable Long available,
            @Nullable Long free,
            @Nullable Long buffers,
            @Nullable Long cached,
            @Nullable Long used) {
        assertThat(MemoryUsed.bytes(total, available, free, buffers, cached)).isEqualTo(used);
    }
}
