package io.nodepulse.access.listener;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.Ssl;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a service does not start with, since it would open what the listener and the gate keep
 * closed. Settings that are not there open nothing.
 */
public final class ClosedDoors {

    private static final String PROXIES =
            "would believe what clients say of their address: name the proxies instead, nodepulse.listener.proxies=127.0.0.1";
    private static final String OTHER_LISTENER =
            "would answer where nobody is asked who they are: /metrics and the probes are on server.port";
    private static final String BODIES =
            "would read whole bodies before anybody knows who sent them";

    /** Spring's own settings: each with the values that are let in, and what another would do. */
    private static final List<Door> DOORS =
            List.of(
                    new Door("server.forward-headers-strategy", Set.of("none"), PROXIES),
                    new Door("server.tomcat.remoteip.remote-ip-header", Set.of(), PROXIES),
                    new Door("server.tomcat.remoteip.protocol-header", Set.of(), PROXIES),
                    new Door("management.server.port", Set.of(), OTHER_LISTENER),
                    new Door(
                            "management.endpoints.web.exposure.include",
                            Set.of("health", "info", "prometheus"),
                            "would show more than /metrics and the probes"),
                    new Door("spring.mvc.formcontent.filter.enabled", Set.of("false"), BODIES),
                    new Door("spring.servlet.multipart.enabled", Set.of("false"), BODIES));

    private record Door(String setting, Set<String> closed, String danger) {

        void require(Binder binder) {
            List<String> values =
                    binder.bind(setting, Bindable.listOf(String.class)).orElseGet(List::of);
            for (String value : values) {
                if (!value.isBlank() && !closed.contains(value.strip().toLowerCase(Locale.ROOT))) {
                    throw new IllegalStateException("%s=%s %s".formatted(setting, value, danger));
                }
            }
        }
    }

    private ClosedDoors() {}

    /**
     * Looks at all that a listener would start with.
     *
     * @throws IllegalStateException at the first that it must not start with; it names the setting
     */
    public static void requireAll(Binder binder) {
        requireSprings(binder);
        ListenerSettings settings =
                binder.bindOrCreate("nodepulse.listener", ListenerSettings.class);
        new PlainHttp(settings.allowPlainHttp())
                .require(
                        binder.bind("server.address", InetAddress.class).orElse(null),
                        Ssl.isEnabled(binder.bind("server.ssl", Ssl.class).orElse(null)));
    }

    /** Looks at what is Spring's; the rest is asked of the listener as it is made. */
    static void requireSprings(Binder binder) {
        DOORS.forEach(door -> door.require(binder));
    }
}
