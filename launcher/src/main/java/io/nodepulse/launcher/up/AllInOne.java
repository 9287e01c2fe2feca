package io.nodepulse.launcher.up;

import io.nodepulse.embedded.DataDirectory;
import io.nodepulse.embedded.Loopback;
import io.nodepulse.embedded.PostgresOptions;
import io.nodepulse.embedded.PostgresServer;
import io.nodepulse.embedded.ValkeyOptions;
import io.nodepulse.embedded.ValkeyServer;
import io.nodepulse.embedded.ValkeyUser;
import io.nodepulse.launcher.DataFolder;
import io.nodepulse.launcher.HostName;
import io.nodepulse.launcher.api.ApiClient;
import io.nodepulse.server.Listener;
import io.nodepulse.server.Service;
import io.nodepulse.server.Services;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The whole system on one machine, in the order in which its parts need each other. */
final class AllInOne {

    /** Ten seconds are promised; the rest is for the JVM itself. */
    static final Duration LONGEST_END = Duration.ofSeconds(8);

    private final DataFolder folder;
    private final int port;
    private final Consumer<String> out;
    private final Running running;

    /**
     * @param out hears one line per step; the last is the address of the page
     * @param running takes over what is started, also where a later step fails
     */
    AllInOne(DataFolder folder, int port, Consumer<String> out, Running running) {
        this.folder = folder;
        this.port = port;
        this.out = out;
        this.running = running;
    }

    /** What is made for other machines, once the data folder is ours. */
    interface Others {
        Listener listener() throws IOException;
    }

    /**
     * @param others null where only this machine comes in
     */
    void start(@Nullable Others others, boolean withAgent) throws IOException {
        DataDirectory claim = DataDirectory.claim(folder.root());
        running.add("data folder", claim, claim::close);
        folder.tighten();
        if (port != 0) {
            Loopback.requireFree(port, "the page (--port)");
        }
        out.accept("Data folder " + folder.root());
        Listener listener = others == null ? null : others.listener();
        String adminToken = StoredAdminToken.of(System.getenv(), folder.adminToken());
        Services services = startServices(startEngines(), adminToken, listener);
        if (withAgent) {
            startAgent(services.address(), adminToken);
        }
        folder.writeAddress(services.address());
        tellWhatIsNext(services, listener);
        out.accept("Running until Ctrl-C. The page:");
        out.accept(services.address());
    }

    private void tellWhatIsNext(Services services, @Nullable Listener listener) {
        out.accept("In another terminal: 'nodepulse top' lists what uses most;");
        out.accept(
                "'nodepulse person add NAME --role admin' adds somebody who signs in to administer.");
        out.accept(
                "The page adds servers: 'Add a server', with the token in "
                        + folder.adminToken().path());
        if (listener != null) {
            out.accept("For other machines, once somebody may sign in (nodepulse person add):");
            addresses(listener, services.mainPort()).forEach(out);
        }
    }

    private static Stream<String> addresses(Listener listener, int port) {
        String scheme = listener.tls() == null ? "http" : "https";
        return listener.names().stream()
                .map(name -> name.contains(":") ? "[" + name + "]" : name)
                .map(name -> "  %s://%s:%d/".formatted(scheme, name, port));
    }

    private Services.Engines startEngines() {
        ValkeyUser user =
                ValkeyUser.withNewPassword(Service.ALL.valkeyUser(), Service.ALL.valkeyRules());
        ValkeyServer valkey = startValkey(user);
        PostgresServer postgres = startPostgres();
        return new Services.Engines(
                valkey.uri(),
                user.name(),
                user.password(),
                postgres.jdbcUrl(),
                postgres.password());
    }

    private Services startServices(
            Services.Engines engines, String adminToken, @Nullable Listener listener) {
        out.accept("Starting the services …");
        Services services =
                Services.start(
                        new Services.Settings(
                                engines, adminToken, port, folder.audit(), folder.log(), listener));
        return running.add("services", services, () -> {});
    }

    private ValkeyServer startValkey(ValkeyUser user) {
        out.accept("Starting Valkey …");
        ValkeyServer valkey =
                ValkeyServer.start(
                        ValkeyOptions.in(folder.valkey())
                                .withPassword()
                                .withUser(user)
                                .withProgress(out));
        return running.add("Valkey", valkey, valkey::killHard);
    }

    private PostgresServer startPostgres() {
        out.accept("Starting PostgreSQL …");
        PostgresServer postgres =
                PostgresServer.start(
                        PostgresOptions.in(folder.postgres()).withPassword().withProgress(out));
        return running.add("PostgreSQL", postgres, postgres::killHard);
    }

    private void startAgent(String address, String adminToken) throws IOException {
        ThisMachine machine =
                ThisMachine.registered(new ApiClient(address), adminToken, folder.thisServer());
        out.accept("Starting the agent of " + HostName.read() + " …");
        AgentProgram agent = AgentProgram.start(folder.agent(), address, machine, out);
        running.add("agent", agent, agent::kill);
    }
}
