package io.nodepulse.access.listener;

import jakarta.servlet.ServletException;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Enumeration;

/**
 * Takes a trusted proxy's word for where a request came from and whether it came over TLS: the last
 * address of {@code X-Forwarded-For}, which is the one that the proxy itself added, and {@code
 * X-Forwarded-Proto}. What stands before the last address came from the client, so it is never
 * looked at, however much it looks like a proxy's. From anybody else the headers mean nothing.
 * Thread-safe.
 */
final class ForwardedValve extends ValveBase {

    private static final String FOR = "X-Forwarded-For";
    private static final String PROTO = "X-Forwarded-Proto";
    private static final String HTTPS = "https";
    private static final int HTTPS_PORT = 443;

    private final TrustedProxies proxies;

    ForwardedValve(TrustedProxies proxies) {
        super(true);
        this.proxies = proxies;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (proxies.contain(request.getRemoteAddr())) {
            String client = lastAddress(request);
            if (client != null) {
                request.setRemoteAddr(client);
                request.setRemoteHost(client);
            }
            if (HTTPS.equalsIgnoreCase(request.getHeader(PROTO))) {
                request.setSecure(true);
                request.getCoyoteRequest().scheme().setString(HTTPS);
                request.setServerPort(HTTPS_PORT);
            }
        }
        getNext().invoke(request, response);
    }

    /** Null where the proxy named nobody, or not by an address. */
    private static @Nullable String lastAddress(Request request) {
        String last = "";
        for (Enumeration<String> all = request.getHeaders(FOR); all.hasMoreElements(); ) {
            last = all.nextElement();
        }
        try {
            return InetAddress.ofLiteral(last.substring(last.lastIndexOf(',') + 1).strip())
                    .getHostAddress();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
