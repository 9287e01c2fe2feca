package io.nodepulse.access.session;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Names of cookies over plain HTTP. Browsers send a cookie to every port of a host, so servers on
 * several ports of one machine would overwrite each other's: the name says the port that the
 * browser asked, which is the same for all services behind one proxy.
 */
public final class OwnCookie {

    private OwnCookie() {}

    /** The name with the port. */
    public static String plain(String name, HttpServletRequest request) {
        return name + "_" + request.getServerPort();
    }
}
