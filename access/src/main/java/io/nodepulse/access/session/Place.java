package io.nodepulse.access.session;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

/**
 * From where somebody tries to sign in.
 *
 * @param address of the request
 * @param device the cookie of a device from which somebody signed in before; null if there is none
 */
public record Place(String address, @Nullable String device) {

    static Place of(HttpServletRequest request) {
        return new Place(request.getRemoteAddr(), DeviceCookie.of(request).orElse(null));
    }
}
