package io.nodepulse.access;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.events.service.ValkeyUsers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.List;
import java.util.Locale;

/**
 * A user of the shared Valkey with the rights of the service that commands.
 *
 * @param name of the user, which is the password, too
 */
record LimitedUser(String name) {

    /** Makes the user of that namespace, or what its rights are now. */
    static LimitedUser of(String namespace) {
        LimitedUser user = new LimitedUser(namespace.toLowerCase(Locale.ROOT));
        String rules = ValkeyUsers.rules("commands", namespace);
        try (Socket socket = new Socket("127.0.0.1", EmbeddedValkey.shared().port())) {
            socket.getOutputStream()
                    .write(
                            "ACL SETUSER %1$s reset on >%1$s %2$s\r\nQUIT\r\n"
                                    .formatted(user.name(), rules)
                                    .getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8)).startsWith("+OK");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return user;
    }

    List<String> settings() {
        return List.of("nodepulse.valkey.username=" + name, "nodepulse.valkey.password=" + name);
    }
}
