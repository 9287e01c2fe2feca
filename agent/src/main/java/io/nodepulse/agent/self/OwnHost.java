package io.nodepulse.agent.self;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a request means this machine by its Host. A page whose name was made to point at loopback
 * (DNS rebinding) sends that name, and must not read what its browser fetches here; an address
 * cannot be made to point elsewhere.
 */
final class OwnHost {

    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
    private static final Pattern AUTHORITY =
            Pattern.compile("(\\[[0-9a-fA-F:.]+]|[0-9A-Za-z._-]+)(?::[0-9]{1,5})?");
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|\\[.*]");

    private final String name;

    OwnHost(String name) {
        this.name = name.toLowerCase(Locale.ROOT);
    }

    static OwnHost ofThisMachine() {
        try {
            return new OwnHost(Files.readString(HOST_NAME, ISO_8859_1).strip());
        } catch (IOException e) {
            return new OwnHost("localhost");
        }
    }

    /**
     * @param head of a request; without a Host it comes from no browser
     */
    boolean isMeantBy(String head) {
        boolean seen = false;
        for (String line : head.split("\r?\n", -1)) {
            if (line.regionMatches(true, 0, "host:", 0, 5)) {
                if (seen || !isOwn(line.substring(5).strip())) {
                    return false;
                }
                seen = true;
            }
        }
        return true;
    }

    private boolean isOwn(String authority) {
        Matcher matcher = AUTHORITY.matcher(authority);
        if (!matcher.matches()) {
            return false;
        }
        String host = matcher.group(1).toLowerCase(Locale.ROOT);
        return host.equals("localhost") || host.equals(name) || ADDRESS.matcher(host).matches();
    }
}
