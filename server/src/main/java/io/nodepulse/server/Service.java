package io.nodepulse.server;

import io.nodepulse.events.service.ValkeyUsers;
import io.nodepulse.events.store.EventStoreSettings;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What one process runs. */
public enum Service {
    ALL(
            Compositions.All.class,
            new Own("nodepulse", 8080, "readinessState,eventStore,db,projections"),
            Needs.VALKEY,
            Needs.ADMIN,
            Needs.POSTGRES),
    /** The write side, and the audit, since both live on the event store. */
    COMMANDS(
            Compositions.Commands.class,
            new Own("nodepulse-commands", 8081, "readinessState,eventStore"),
            Needs.VALKEY,
            Needs.ADMIN),
    PROJECTIONS(
            Compositions.Projections.class,
            new Own("nodepulse-projections", 8082, "readinessState,eventStore,db,projections"),
            Needs.VALKEY,
            Needs.ADMIN,
            Needs.POSTGRES),
    /** The read model and the page. */
    QUERY(
            Compositions.Query.class,
            new Own("nodepulse-query", 8080, "readinessState,db"),
            Needs.POSTGRES,
            Needs.VALKEY,
            Needs.ADMIN);

    private final Class<?> configuration;
    private final Own own;
    private final List<String> needs;

    Service(Class<?> configuration, Own own, String... needs) {
        this.configuration = configuration;
        this.own = own;
        this.needs = List.of(needs);
    }

    Class<?> configuration() {
        return configuration;
    }

    /** The defaults that it does not share with the others. */
    Map<String, Object> defaults() {
        return Map.of(
                "spring.application.name",
                own.name(),
                "server.port",
                own.port(),
                "management.endpoint.health.group.readiness.include",
                own.readiness());
    }

    /** Its name in Valkey, where it has a user of its own there. */
    public String valkeyUser() {
        return ValkeyUsers.name(name().toLowerCase(Locale.ROOT));
    }

    /** What that user may do in Valkey, with the default names of keys. */
    public String valkeyRules() {
        return ValkeyUsers.rules(
                name().toLowerCase(Locale.ROOT), EventStoreSettings.DEFAULT_NAMESPACE);
    }

    /** Settings that it cannot start without. */
    List<String> needs() {
        return needs;
    }

    /**
     * What is a service's own.
     *
     * @param port that it listens on
     * @param readiness the parts that must be well before it is sent anything
     */
    private record Own(String name, int port, String readiness) {}

    /** Settings that have no sensible default. */
    private static final class Needs {
        static final String VALKEY = "nodepulse.valkey.uri";
        static final String ADMIN = "nodepulse.admin.token";
        static final String POSTGRES = "spring.datasource.url";
    }
}
