package io.nodepulse.projections.status;

import io.nodepulse.edge.Kind;
import io.nodepulse.edge.Parameters;
import io.nodepulse.edge.Refused;
import io.nodepulse.projections.rebuild.RebuildScope;
import io.nodepulse.projections.rebuild.RebuiltRange;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** What a call says of a rebuild. */
public record RebuildParameters(Parameters parameters) {

    /** Whether a rebuild may lose what only the tables still have. */
    public static final String ACCEPT_LOSS = "accept_loss";

    /** The servers whose rows are made anew. */
    public static final String SERVERS = "server_id";

    /** Whether a rebuild is only to be compared with what is served. */
    static final String DRY_RUN = "dry_run";

    static final String FROM = "from";
    static final String TO = "to";

    /** Whether scrapes are left out as they came. */
    static final String WITHOUT_RAW = "without_raw";

    boolean isDryRun() {
        return flag(DRY_RUN);
    }

    boolean acceptsLoss() {
        return flag(ACCEPT_LOSS);
    }

    private boolean flag(String name) {
        return parameters.optional(name, Kind.FLAG).orElse(false);
    }

    /**
     * What is to be rebuilt.
     *
     * @throws Refused if that cannot be
     */
    RebuildScope scope() {
        return new RebuildScope(parameters.servers(SERVERS), range(), !flag(WITHOUT_RAW));
    }

    private @Nullable RebuiltRange range() {
        if (!parameters.has(FROM) && !parameters.has(TO)) {
            return null;
        }
        Instant from = parameters.required(FROM, Kind.TIME);
        Instant to = parameters.required(TO, Kind.TIME);
        if (!from.isBefore(to)) {
            throw Refused.parameter(FROM, "must be before to", "a time before " + to);
        }
        return new RebuiltRange(from, to);
    }
}
