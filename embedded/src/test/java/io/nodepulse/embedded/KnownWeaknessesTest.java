package io.nodepulse.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.embedded.KnownWeaknesses.KnownWeakness;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;

class KnownWeaknessesTest {

    @ParameterizedTest
    @CsvSource({
        "valkey, 8.0.1,  CVE-2025-49844, true",
        "valkey, 8.0.5,  CVE-2025-49844, true",
        "valkey, 8.0.6,  CVE-2025-49844, false",
        "valkey, 8.0.10, CVE-2026-56684, false",
        "valkey, 8.0.9,  CVE-2026-56684, true",
        "valkey, 7.2.10, CVE-2025-46819, true",
        "valkey, 7.2.11, CVE-2025-46819, false",
        "valkey, 7.0.99, CVE-2025-46819, true",
        "valkey, 8.1.3,  CVE-2025-46817, true",
        "valkey, 8.1.4,  CVE-2025-46817, false",
        "valkey, 9.0.0,  CVE-2025-46817, false",
        "valkey, 8.1.5,  CVE-2026-27623, false",
        "valkey, 9.0.2,  CVE-2026-27623, true",
        "valkey, 9.1.0,  CVE-2026-23479, false",
        "valkey, 9.1.0,  CVE-2026-63639, true",
        "valkey, 10.0.0, CVE-2026-63639, false",
        "valkey, 8.1.4-rc1, CVE-2026-63639, true",
        "postgresql, 18.5,   CVE-2026-16239, true",
        "postgresql, 18.6.0, CVE-2026-16239, false",
        "postgresql, 15.18 (Debian 15.18-0+deb12u1), CVE-2026-16239, true",
        "postgresql, 15.19,  CVE-2026-16239, false",
        "postgresql, 19.0,   CVE-2026-16239, false",
        "postgresql, 8.0.1,  CVE-2025-49844, false",
    })
    void knowsWhatEachBranchHas(String engine, String version, String name, boolean has) {
        List<String> names =
                KnownWeaknesses.of(engine, version).stream().map(KnownWeakness::name).toList();
        assertThat(names.contains(name)).as("%s", names).isEqualTo(has);
    }

    @ParameterizedTest
    @CsvSource({
        "valkey, 8.0.1,  CVE-2025-49844, 8.0.6",
        "valkey, 7.2.10, CVE-2025-49844, 7.2.11",
        "valkey, 7.0.99, CVE-2025-46819, 8.1.4",
        "valkey, 9.0.2,  CVE-2026-27623, 9.0.3",
        "postgresql, 18.5, CVE-2026-16239, 18.6",
    })
    void knowsWhatMendsIt(String engine, String version, String name, String fixed) {
        assertThat(KnownWeaknesses.of(engine, version)).contains(new KnownWeakness(name, fixed));
    }

    @Test
    void warnsOfWhatIsOldAndSaysWhatToDo() {
        assertThat(KnownWeaknesses.warning(valkey("8.0.1")).orElseThrow())
                .startsWith(
                        "Warning: Valkey 8.0.1 (/x/valkey-server) has 13 known weaknesses, the newest is CVE-2026-63639: update it");
        assertThat(KnownWeaknesses.warning(valkey("9.1.1"))).isEmpty();
    }

    /** The one that is shipped. */
    @Test
    void postgresOfUpHasNone(@TempDir Path home) throws Exception {
        try (PostgresServer server = PostgresServer.start(PostgresOptions.in(home));
                Connection sql = DriverManager.getConnection(server.loginUrl());
                var version = sql.createStatement().executeQuery("SHOW server_version")) {
            assertThat(version.next()).isTrue();
            assertThat(KnownWeaknesses.of("postgresql", version.getString(1))).isEmpty();
        }
    }

    /** Ansible warns by the same table. */
    @Test
    void ansibleHasTheSameTable() {
        assertThat(Path.of("../infra/ansible/roles/valkey/files/known-weaknesses.txt"))
                .hasSameTextualContentAs(
                        Path.of("src/main/resources/io/nodepulse/embedded/known-weaknesses.txt"));
    }

    private static ValkeyBinary valkey(String version) {
        return new ValkeyBinary(Path.of("/x/valkey-server"), version, Map.of());
    }
}
