package io.nodepulse.launcher.up;

import io.nodepulse.launcher.BadInputException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code --listen} names.
 *
 * @param text the address or name, as it was given
 * @param address of this machine, or the wildcard for all of them
 * @param port where others come in
 */
record ListenAddress(String text, InetAddress address, int port) {

    static final int USUAL_PORT = 8443;

    private static final Pattern FORM =
            Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([0-9A-Za-z._-]+))(?::([0-9]{1,5}))?");
    private static final int HIGHEST_PORT = 65_535;

    /**
     * @throws BadInputException unless it is an address of this machine, with or without a port
     */
    static ListenAddress of(String option) {
        Matcher form = FORM.matcher(option);
        String port = form.matches() ? form.group(3) : null;
        if (!form.matches() || (port != null && Integer.parseInt(port) > HIGHEST_PORT)) {
            throw new BadInputException(
                    "--listen takes ADDR or ADDR:PORT, such as 0.0.0.0:8443 or [::1]:8443, not "
                            + option);
        }
        String text = form.group(1) != null ? form.group(1) : form.group(2);
        return new ListenAddress(
                text, ofThisMachine(text), port == null ? USUAL_PORT : Integer.parseInt(port));
    }

    private static InetAddress ofThisMachine(String text) {
        try {
            InetAddress address = InetAddress.getByName(text);
            if (address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null) {
                return address;
            }
        } catch (UnknownHostException e) {
            // said below, in the same words
        } catch (IOException e) {
            throw new BadInputException("The addresses of this machine cannot be read: " + e);
        }
        throw new BadInputException(
                "--listen: %s is no address of this machine; 0.0.0.0 stands for all"
                        .formatted(text));
    }

    /**
     * The addresses by which it is reached, as literals: for the wildcard all but the local ones.
     */
    Set<String> reachable() throws IOException {
        if (!address.isAnyLocalAddress()) {
            return Set.of(literal(address));
        }
        Set<String> all = new LinkedHashSet<>();
        for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
            List<InetAddress> addresses = each.inetAddresses().toList();
            addresses.stream()
                    .filter(one -> !one.isLoopbackAddress() && !one.isLinkLocalAddress())
                    .forEach(one -> all.add(literal(one)));
        }
        return all;
    }

    /** Whether a socket on that port of 127.0.0.1 would be in its way. */
    boolean overlaps(int loopbackPort) {
        return port == loopbackPort
                && port != 0
                && (address.isAnyLocalAddress() || literal(address).equals("127.0.0.1"));
    }

    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
