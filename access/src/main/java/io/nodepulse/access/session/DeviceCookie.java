package io.nodepulse.access.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.util.Optional;

/**
 * The cookie of a device from which somebody signed in. It lets nobody in: its attempts to sign in
 * are counted apart from those of everybody else.
 */
final class DeviceCookie {

    private static final SecretCookie COOKIE =
            new SecretCookie("nodepulse_device", KnownPlaces.REMEMBERED);

    private DeviceCookie() {}

    static Optional<String> of(HttpServletRequest request) {
        return COOKIE.of(request);
    }

    static void hand(String device, HttpServletRequest request, HttpServletResponse response) {
        COOKIE.hand(device, request, response);
    }
}
