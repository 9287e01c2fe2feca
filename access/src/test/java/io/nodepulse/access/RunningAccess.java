package io.nodepulse.access;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.nodepulse.access.caller.ActTally;
import io.nodepulse.access.session.CheapPasswords;
import io.nodepulse.access.session.Passwords;
import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.embedded.ValkeyServer;
import io.nodepulse.embedded.ValkeyUser;
import io.nodepulse.events.service.ValkeyUsers;
import io.nodepulse.events.store.ValkeyEventStore;

import org.redisson.client.RedisTimeoutException;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/** An instance of a service on a free loopback port, with stand-ins for what others bring. */
final class RunningAccess implements AutoCloseable {

    static final String ADMIN_TOKEN = "admin-for-tests";

    private final ConfigurableApplicationContext context;

    /** Calls whose rules are in the table. */
    @RestController
    static final class Calls {

        /** Exports wait for it. */
        static final Semaphore EXPORTS = new Semaphore(0);

        /** Open live streams. */
        static final Queue<DeferredResult<String>> LIVE = new ConcurrentLinkedQueue<>();

        @GetMapping("/api/servers/{id}/events")
        String export() throws InterruptedException {
            EXPORTS.acquire();
            return "exported";
        }

        @GetMapping("/api/live")
        DeferredResult<String> live() {
            DeferredResult<String> stream = new DeferredResult<>(60_000L);
            LIVE.add(stream);
            return stream;
        }

        @GetMapping("/api/servers")
        Map<String, String> servers() {
            return Map.of("servers", "none");
        }

        /** As one that asks Valkey by itself, which says nothing. */
        @GetMapping("/api/projections")
        String projections() {
            throw new RedisTimeoutException("no answer within 500 ms");
        }

        @PostMapping("/api/servers")
        Map<String, String> register() {
            return Map.of("id", "x");
        }

        @PostMapping("/metrics/prometheus")
        Map<String, String> push() {
            return Map.of("accepted", "all");
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({AccessConfiguration.class, Calls.class})
    static class Application {}

    private RunningAccess(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static String freshNamespace() {
        return "access-" + UUID.randomUUID();
    }

    /** On the shared Valkey, as {@link #startAsUser}. */
    static RunningAccess start(String namespace, String... settings) {
        return startAsUser(EmbeddedValkey.shared(), namespace, settings);
    }

    /** As that user of Valkey who brings the functions, and may do no more than services need. */
    static RunningAccess startAsUser(ValkeyServer valkey, String namespace, String... settings) {
        ValkeyUser user =
                new ValkeyUser(
                        namespace,
                        "password-of-" + namespace,
                        ValkeyUsers.rules("commands", namespace));
        EmbeddedValkey.define(user, valkey);
        List<String> login = new ArrayList<>();
        login.add("nodepulse.valkey.username=" + user.name());
        login.add("nodepulse.valkey.password=" + user.password());
        login.addAll(Arrays.asList(settings));
        return startAt(valkey.uri(), namespace, login.toArray(String[]::new));
    }

    static RunningAccess startAt(String valkey, String namespace, String... settings) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "server.address=127.0.0.1",
                                "server.port=0",
                                "logging.level.root=warn",
                                "nodepulse.admin.token=" + ADMIN_TOKEN,
                                "nodepulse.valkey.namespace=" + namespace,
                                "nodepulse.valkey.uri=" + valkey));
        all.addAll(Arrays.asList(settings));
        Stream<String> arguments = all.stream().map(setting -> "--" + setting);
        return new RunningAccess(
                new SpringApplicationBuilder(Application.class)
                        .initializers(RunningAccess::cheapPasswords)
                        .run(arguments.toArray(String[]::new)));
    }

    /** Some hundred people sign in here, which took most of these tests' CPU time. */
    private static void cheapPasswords(ConfigurableApplicationContext context) {
        ((GenericApplicationContext) context)
                .registerBean(
                        "cheapPasswords",
                        Passwords.class,
                        CheapPasswords::make,
                        bean -> bean.setPrimary(true));
    }

    int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    ValkeyEventStore store() {
        return context.getBean(ValkeyEventStore.class);
    }

    ActTally tally() {
        return context.getBean(ActTally.class);
    }

    double refused(String reason) {
        return count("nodepulse.access.refused", reason);
    }

    double gauge(String name) {
        return context.getBean(MeterRegistry.class).get(name).gauge().value();
    }

    double count(String name, String reason) {
        return context
                .getBean(MeterRegistry.class)
                .find(name)
                .tag("reason", reason)
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Override
    public void close() {
        context.close();
    }
}
