package io.nodepulse.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.server.Services.Engines;
import io.nodepulse.server.Services.Settings;

import org.junit.jupiter.api.Test;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What a start in one process decides lies beneath the file of defaults: a setting that stands in
 * both is the file's, as once the address that {@code --listen} gave.
 */
class ServicesDefaultsTest {

    @Test
    void noDefaultIsInTheWayOfWhatAStartDecides() throws Exception {
        Engines engines = new Engines("redis://127.0.0.1", "user", "secret", "jdbc:none", "secret");
        Path file = Path.of("file");
        Listener listener =
                new Listener("127.0.0.2", 1, List.of("name"), new Listener.Tls(file, file, true));
        Map<String, Object> decided =
                Services.properties(
                        new Settings(engines, "admin", 0, file.toAbsolutePath(), file, listener));

        Properties defaults = new Properties();
        try (InputStream stream =
                Objects.requireNonNull(
                        Services.class.getResourceAsStream(
                                "/" + ServerSettings.DEFAULTS + ".properties"))) {
            defaults.load(stream);
        }
        assertThat(defaults).isNotEmpty();
        assertThat(
                        Stream.concat(
                                decided.keySet().stream(), listener.properties().keySet().stream()))
                .doesNotContainAnyElementsOf(defaults.stringPropertyNames());
        assertThat(listener.arguments())
                .containsExactlyInAnyOrder("--server.address=127.0.0.2", "--server.port=1");
    }
}
