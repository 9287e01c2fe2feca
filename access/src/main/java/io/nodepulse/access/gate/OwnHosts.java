package io.nodepulse.access.gate;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names of this server. A page whose name was made to point here (DNS rebinding) sends its own
 * name as Host, and is known by that: only loopback's names, the configured ones, and the very
 * address that the connection was made to are ours. Thread-safe.
 */
final class OwnHosts {

    private static final Pattern HOST =
            Pattern.compile("(\\[[0-9a-fA-F:.]+]|[0-9A-Za-z._-]+)(?::[0-9]{1,5})?");
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1]");

    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|\\[.*]");
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private final Set<String> configured;
    private final String machine;

    /**
     * @param configured names without port
     */
    OwnHosts(Collection<String> configured) {
        this(configured, machineName());
    }

    /**
     * @param machine what the machine calls itself
     */
    OwnHosts(Collection<String> configured, String machine) {
        this.machine = machine.toLowerCase(Locale.ROOT);
        this.configured =
                configured.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the Host of that request is one of ours. */
    boolean areMeantBy(HttpServletRequest request) {
        String header = request.getHeader("Host");
        String name = nameOf(header);
        return name != null
                && (LOOPBACK.matcher(name).matches()
                        || configured.contains(name)
                        || name.equals(literal(request.getLocalAddr())));
    }

    /**
     * Whether somebody who watches the machine may have asked: they ask by whatever address they
     * know, such as that of a forwarded port, by the machine's own name, or without a Host, which
     * no browser does. An address cannot be made to point elsewhere, a name can.
     */
    boolean areWatchedBy(HttpServletRequest request) {
        String header = request.getHeader("Host");
        String name = nameOf(header);
        return header == null
                || areMeantBy(request)
                || (name != null && (name.equals(machine) || ADDRESS.matcher(name).matches()));
    }

    private static String machineName() {
        try {
            return Files.readString(HOST_NAME).strip();
        } catch (IOException e) {
            return "localhost";
        }
    }

    private static @Nullable String nameOf(@Nullable String host) {
        Matcher matcher = HOST.matcher(host == null ? "" : host);
        return matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : null;
    }

    private static String literal(String address) {
        return address.indexOf(':') < 0 ? address : "[" + address + "]";
    }
}
