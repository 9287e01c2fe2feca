package io.nodepulse.agent.scrape;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Whose sockets listen on this machine, as the kernel's tables {@code tcp} and {@code tcp6} say:
 *
 * <pre>
 *   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
 *    0: 0100007F:2428 00000000:0000 0A 00000000:00000000 00:00000000 00000000   112        0 1234
 * </pre>
 *
 * Addresses are words of four bytes, each in the byte order of the machine. Those who listen come
 * first.
 *
 * @param folder {@code /proc/net}
 */
public record ListenerTable(Path folder) {

    private static final String LISTEN = "0A";
    private static final int WORD_BYTES = 4;
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int UID = 7;

    private static final String ANY_4 = "00000000";
    private static final String ANY_6 = ANY_4.repeat(4);
    private static final String MAPPED = ANY_4 + ANY_4 + "FFFF0000";

    /** Owners of the sockets that a connection to that address would be given to. */
    public Set<Integer> owners(InetAddress address, int port) throws IOException {
        String own = words(address.getAddress());
        String suffix = ":" + String.format(Locale.ROOT, "%04X", port);
        Map<String, Set<Integer>> listening = new HashMap<>();
        boolean is4 = address instanceof Inet4Address;
        if (is4) {
            read("tcp", suffix, listening);
        }
        read("tcp6", suffix, listening);
        // The kernel takes the closest one, and its own family before sockets of both.
        String[] closestFirst =
                is4 ? new String[] {own, MAPPED + own, ANY_4, ANY_6} : new String[] {own, ANY_6};
        for (String candidate : closestFirst) {
            Set<Integer> owners = listening.get(candidate);
            if (owners != null) {
                return owners;
            }
        }
        return Set.of();
    }

    private void read(String table, String suffix, Map<String, Set<Integer>> to)
            throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(folder.resolve(table), ISO_8859_1)) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.strip().split(" +");
                if (fields.length <= UID || !fields[STATE].equals(LISTEN)) {
                    return;
                }
                String local = fields[LOCAL_ADDRESS];
                if (local.endsWith(suffix)) {
                    String address = local.substring(0, local.length() - suffix.length());
                    to.computeIfAbsent(address, _ -> new HashSet<>())
                            .add(Integer.parseUnsignedInt(fields[UID]));
                }
            }
        } catch (NoSuchFileException e) {
            // A kernel without IPv6 has no such table.
        }
    }

    private static String words(byte[] address) {
        StringBuilder words = new StringBuilder();
        for (int word = 0; word < address.length; word += WORD_BYTES) {
            for (int i = WORD_BYTES - 1; i >= 0; i--) {
                words.append(String.format(Locale.ROOT, "%02X", address[word + i]));
            }
        }
        return words.toString();
    }
}
