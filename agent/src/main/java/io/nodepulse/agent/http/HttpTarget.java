package io.nodepulse.agent.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * Where a request goes.
 *
 * @param tls whether the scheme is https
 * @param host name or address, IPv6 without brackets
 * @param port 1 to 65535
 * @param path path and query, begins with a slash
 */
public record HttpTarget(boolean tls, String host, int port, String path) {

    /** The one form of an IPv4 address that nobody takes for another one. */
    private static final Pattern QUAD = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /** Reads an absolute http or https address; otherwise says what is allowed. */
    public static HttpTarget parse(String address) {
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException _) {
            throw notAllowed(address);
        }
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        String host = uri.getHost();
        if (host == null
                || !(tls || "http".equalsIgnoreCase(uri.getScheme()))
                || uri.getRawUserInfo() != null
                || uri.getPort() == 0
                || uri.getPort() > 65_535) {
            throw notAllowed(address);
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? HTTPS_PORT : HTTP_PORT;
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new HttpTarget(
                tls, bare, port, uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    private static IllegalArgumentException notAllowed(String address) {
        return new IllegalArgumentException(
                "must be an address such as https://host:443/path, is \"" + address + "\"");
    }

    /**
     * Whether traffic to this host cannot leave the machine, judged without asking a resolver: a
     * name may begin like an address, and anybody can have it.
     */
    public boolean isLoopback() {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return (host.indexOf(':') >= 0 || QUAD.matcher(host).matches())
                    && InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** The value of the Host header. */
    public String authority() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (tls ? HTTPS_PORT : HTTP_PORT) ? name : name + ":" + port;
    }

    /** This target with one more query parameter; name and value need no escaping. */
    public HttpTarget withQuery(String name, String value) {
        String extended = path + (path.indexOf('?') < 0 ? "?" : "&") + name + "=" + value;
        return new HttpTarget(tls, host, port, extended);
    }

    @Override
    public String toString() {
        return (tls ? "https://" : "http://") + authority() + path;
    }
}
