package io.nodepulse.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Whether a port of loopback is served by our own account. Another one may take a port between our
 * choice and the start of the server, and would be told its password.
 */
final class OwnListener {

    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int UID = 7;
    private static final String LISTENS = "0A";

    private OwnListener() {}

    static boolean on(int port) {
        // 127.0.0.1 as a word in the byte order of the only platform that the engines run on.
        String local = String.format(Locale.ROOT, "0100007F:%04X", port);
        try (Stream<String> sockets = Files.lines(Path.of("/proc/net/tcp"))) {
            String uid = Files.getAttribute(Path.of("/proc/self"), "unix:uid").toString();
            return sockets.map(line -> line.strip().split(" +"))
                    .filter(fields -> fields.length > UID)
                    .filter(fields -> fields[LOCAL_ADDRESS].equals(local))
                    .filter(fields -> fields[STATE].equals(LISTENS))
                    .anyMatch(fields -> fields[UID].equals(uid));
        } catch (IOException e) {
            return false;
        }
    }
}
