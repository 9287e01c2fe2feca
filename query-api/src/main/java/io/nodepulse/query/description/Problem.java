package io.nodepulse.query.description;

import io.swagger.v3.oas.annotations.media.Schema;

/** How a refusal reads, for the description of the API; the edge writes it. */
record Problem(
        String title,
        int status,
        String detail,
        String instance,
        @Schema(description = "The parameter that was refused.") String parameter,
        @Schema(description = "What would have been allowed.") String allowed,
        @Schema(description = "Names the request in the log and in X-Request-Id.")
                String requestId) {}
