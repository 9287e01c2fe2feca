package io.nodepulse.access.rule;

import jakarta.servlet.http.HttpServletRequest;

import java.net.InetAddress;

/** Who may read without having signed in. */
public enum Reading {
    /** Everybody. */
    OPEN,
    /** Whoever sits at this machine; not for a server that has a proxy there. */
    LOOPBACK,
    /** Nobody. */
    LOGIN;

    /** Whether whoever sent that request may. */
    public boolean isOpenTo(HttpServletRequest request) {
        return switch (this) {
            case OPEN -> true;
            case LOOPBACK ->
                    isLoopback(request.getLocalAddr()) && isLoopback(request.getRemoteAddr());
            case LOGIN -> false;
        };
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
