package io.nodepulse.commands.recordscrape;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.UUID;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/** Which server a client certificate is of. The listener has checked who issued it. */
final class ClientCertificate {

    /** Where a servlet container puts the client's chain, the client's own certificate first. */
    private static final String ATTRIBUTE = "jakarta.servlet.request.X509Certificate";

    /** A uniform resource identifier among the alternative names (RFC 5280, 4.2.1.6). */
    private static final Integer URI = 6;

    private static final String URN = "urn:uuid:";

    private ClientCertificate() {}

    /** The client's certificate, or null if it showed none. */
    static @Nullable X509Certificate of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof X509Certificate[] chain
                        && chain.length > 0
                ? chain[0]
                : null;
    }

    /** Whether its common name, or {@code urn:uuid:} among its alternative names, is that id. */
    static boolean names(X509Certificate certificate, UUID serverId) {
        return hasCommonName(certificate, serverId.toString())
                || hasAlternativeName(certificate, URN + serverId);
    }

    private static boolean hasCommonName(X509Certificate certificate, String name) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .anyMatch(
                                    part ->
                                            part.getType().equalsIgnoreCase("CN")
                                                    && part.getValue() instanceof String value
                                                    && value.equalsIgnoreCase(name));
        } catch (InvalidNameException e) {
            return false;
        }
    }

    private static boolean hasAlternativeName(X509Certificate certificate, String name) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            return names != null
                    && names.stream().anyMatch(each -> isUri(each) && equals(each, name));
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private static boolean isUri(List<?> alternativeName) {
        return URI.equals(alternativeName.get(0));
    }

    private static boolean equals(List<?> alternativeName, String name) {
        return alternativeName.get(1) instanceof String value && value.equalsIgnoreCase(name);
    }
}
