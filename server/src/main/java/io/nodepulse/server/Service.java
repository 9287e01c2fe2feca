package io.nodepulse.server;

import java.util.List;

/** What one process runs. */
public enum Service {
    ALL(Compositions.All.class, "services", Needs.VALKEY, Needs.ADMIN, Needs.POSTGRES),
    /** The write side, and the audit, since both live on the event store. */
    COMMANDS(Compositions.Commands.class, "commands", Needs.VALKEY, Needs.ADMIN),
    PROJECTIONS(
            Compositions.Projections.class,
            "projections",
            Needs.VALKEY,
            Needs.ADMIN,
            Needs.POSTGRES),
    /** The read model and the page. */
    QUERY(Compositions.Query.class, "query-api", Needs.POSTGRES, Needs.VALKEY, Needs.ADMIN);

    private final Class<?> configuration;
    private final String defaults;
    private final List<String> needs;

    Service(Class<?> configuration, String defaults, String... needs) {
        this.configuration = configuration;
        this.defaults = defaults;
        this.needs = List.of(needs);
    }

    Class<?> configuration() {
        return configuration;
    }

    /** Name of the properties file on the class path that holds its defaults. */
    String defaults() {
        return defaults;
    }

    /** Settings that it cannot start without. */
    List<String> needs() {
        return needs;
    }

    /** Settings that have no sensible default. */
    private static final class Needs {
        static final String VALKEY = "nodepulse.valkey.uri";
        static final String ADMIN = "nodepulse.admin.token";
        static final String POSTGRES = "spring.datasource.url";
    }
}
