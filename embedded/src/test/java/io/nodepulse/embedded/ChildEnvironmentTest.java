package io.nodepulse.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Map;

class ChildEnvironmentTest {

    private static final Map<String, String> OURS =
            Map.of(
                    "PATH", "/bin",
                    "LC_TIME", "C",
                    "TZ", "UTC",
                    "NODEPULSE_ADMIN_TOKEN", "secret",
                    "SPRING_DATASOURCE_PASSWORD", "secret",
                    "PGPASSWORD", "secret",
                    "http_proxy", "http://proxy/",
                    "LD_PRELOAD", "/x.so");

    @Test
    void keepsWhatProgramsNeedAndNoSecret() {
        assertThat(ChildEnvironment.of(OURS, Map.of("MORE", "given")))
                .isEqualTo(Map.of("PATH", "/bin", "LC_TIME", "C", "TZ", "UTC", "MORE", "given"));
        assertThat(ChildEnvironment.ofHelper(OURS, Map.of()))
                .isEqualTo(
                        Map.of(
                                "PATH", "/bin",
                                "LC_TIME", "C",
                                "TZ", "UTC",
                                "http_proxy", "http://proxy/"));
    }
}
