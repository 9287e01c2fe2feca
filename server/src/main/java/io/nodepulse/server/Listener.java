package io.nodepulse.server;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where others than this machine reach the services.
 *
 * @param address of this machine, or the wildcard for all of them
 * @param port 0 picks a free one
 * @param names by which browsers and agents may call it, besides its addresses
 * @param tls null for plain HTTP
 */
public record Listener(String address, int port, List<String> names, @Nullable Tls tls) {

    /**
     * PEM files.
     *
     * @param selfMade whether no authority vouches for it, so that agents have to be told
     */
    public record Tls(Path certificate, Path key, boolean selfMade) {}

    /** Where it listens, which no file and no variable changes. */
    String[] arguments() {
        return new String[] {"--server.address=" + address, "--server.port=" + port};
    }

    /** What else it needs, unless somebody has set it. */
    Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>();
        properties.put("nodepulse.access.reading", "loopback");
        properties.put("nodepulse.access.hosts", String.join(",", names));
        if (tls == null) {
            properties.put("nodepulse.listener.allow-plain-http", true);
            return properties;
        }
        String bundle = "spring.ssl.bundle.pem.listener.";
        properties.put("server.ssl.bundle", "listener");
        properties.put(bundle + "keystore.certificate", "file:" + tls.certificate());
        properties.put(bundle + "keystore.private-key", "file:" + tls.key());
        properties.put(bundle + "reload-on-update", true);
        if (tls.selfMade()) {
            properties.put("nodepulse.install.certificate", tls.certificate().toString());
        }
        return properties;
    }
}
