package io.nodepulse.access.gate;

import jakarta.servlet.Filter;

import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter.XFrameOptionsMode;

import java.util.List;

/** What browsers are told to do for us. */
final class SecurityHeaders {

    /** The page loads nothing from elsewhere; charts set styles of their own. */
    private static final String POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " object-src 'none'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'";

    private SecurityHeaders() {}

    static Filter filter() {
        HeaderWriterFilter filter =
                new HeaderWriterFilter(
                        List.of(
                                new XContentTypeOptionsHeaderWriter(),
                                new XFrameOptionsHeaderWriter(XFrameOptionsMode.DENY),
                                new ReferrerPolicyHeaderWriter(ReferrerPolicy.SAME_ORIGIN),
                                new ContentSecurityPolicyHeaderWriter(POLICY),
                                new HstsHeaderWriter()));
        // They are the same for every answer, so none has to wait for its end.
        filter.setShouldWriteHeadersEagerly(true);
        return filter;
    }
}
