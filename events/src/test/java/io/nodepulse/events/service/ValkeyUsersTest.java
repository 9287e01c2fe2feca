package io.nodepulse.events.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.nodepulse.embedded.ValkeyOptions;
import io.nodepulse.embedded.ValkeyServer;
import io.nodepulse.embedded.ValkeyUser;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What the users of the table can do on a real Valkey, and what they cannot. */
class ValkeyUsersTest {

    private static final List<String> NOBODY_MAY =
            List.of(
                    "DEBUG SLEEP 0",
                    "CONFIG GET requirepass",
                    "CONFIG SET dir /",
                    "FLUSHALL",
                    "FLUSHDB",
                    "SHUTDOWN NOSAVE",
                    "KEYS *",
                    "SCRIPT FLUSH",
                    "SCRIPT LOAD x",
                    "EVALSHA 0 0",
                    "FUNCTION FLUSH",
                    "FUNCTION DUMP",
                    "FUNCTION RESTORE x",
                    "ACL LIST",
                    "ACL SETUSER x",
                    "MODULE LIST",
                    "REPLICAOF NO ONE",
                    "PSYNC ? -1",
                    "MIGRATE h 1 k 0 1",
                    "MONITOR",
                    "CLIENT LIST",
                    "CLIENT KILL TYPE normal",
                    "SAVE",
                    "BGREWRITEAOF",
                    "SWAPDB 0 1",
                    "RENAME {np:0}:events x",
                    "RESTORE x 0 y",
                    "CLUSTER RESET",
                    "SUBSCRIBE x",
                    "GET other",
                    "SET other 1",
                    "DEL {np}:shards");

    @TempDir private static Path home;

    private static final Map<String, ValkeyUser> USERS = new HashMap<>();

    private static ValkeyServer server;

    @BeforeAll
    static void start() {
        for (String service : ValkeyUsers.services()) {
            USERS.put(
                    service,
                    ValkeyUser.withNewPassword(
                            ValkeyUsers.name(service), ValkeyUsers.rules(service, "np")));
        }
        // What Valkey forbids everybody unless it is switched on would hide that a user may do it.
        ValkeyOptions options =
                ValkeyOptions.in(home)
                        .withPassword()
                        .withSetting("enable-debug-command", "yes")
                        .withSetting("enable-module-command", "yes");
        server = ValkeyServer.start(withUsers(options));
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "commands", "projections", "query"})
    void nobodyMayDoWhatNoServiceNeeds(String service) throws IOException {
        for (String command : NOBODY_MAY) {
            assertThat(answer(service, command)).as(command).startsWith("-NOPERM");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "all         | XLEN {np:2}:events           | :0",
                "all         | SET np:server-name:x y       | +OK",
                "commands    | XADD {np:1}:events 1-1 e x   | $3",
                "commands    | SET np:server-name:x y       | +OK",
                "commands    | FUNCTION LOAD x              | -ERR",
                "commands    | SCAN 0                       | *2",
                "commands    | ZREMRANGEBYRANK {np:1}:largest:x 0 -9   | :0",
                "commands    | PEXPIRE {np:1}:events 1      | -NOPERM",
                "query       | ZREVRANGEBYSCORE {np:1}:largest:x 9 1   | *0",
                "query       | DEL {np:1}:largest:x         | -NOPERM",
                "projections | XADD {np:1}:events 9-1 e x   | -NOPERM",
                "projections | DEL {np:1}:events            | -NOPERM",
                "projections | XDEL {np:1}:events 1-1       | -NOPERM",
                "projections | XTRIM {np:1}:events MAXLEN 0 | -NOPERM",
                "projections | HSET {np:1}:passed p 1       | :1",
                "projections | XADD {np:1}:dead * a b       | $",
                "projections | FUNCTION LOAD x              | -NOPERM",
                "projections | SCAN 0                       | -NOPERM",
                "projections | SET np:server-name:x y       | -NOPERM",
                "query       | XRANGE {np:1}:events - +     | *",
                "query       | XADD {np:1}:events 9-1 e x   | -NOPERM",
                "query       | HSET {np:1}:head sequence 1  | -NOPERM",
                "query       | XADD {np:0}:events 9-1 e x   | $3",
                "query       | XDEL {np:0}:events 9-1       | -NOPERM",
                "query       | XTRIM {np:0}:events MAXLEN 0 | -NOPERM",
                "query       | HSET {np:1}:passed p 1       | -NOPERM",
                "query       | XADD {np:1}:dead * a b       | -NOPERM",
                "query       | SET {np}:shards 9            | -NOPERM",
                "query       | FUNCTION LOAD x              | -NOPERM",
                "query       | FUNCTION DELETE nodepulse_2  | -NOPERM",
                "query       | SCAN 0                       | -NOPERM",
                "query       | SET np:session:x y           | +OK",
                "query       | EVAL 'return 1' 1 np:session:x                           | -NOPERM",
                "query       | EVAL 'return redis.call([[FLUSHALL]])' 0                 | -ERR ACL",
                "query       | EVAL 'return redis.call([[DEL]], [[{np:1}:events]])' 0   | -ERR ACL",
            })
    void eachHasItsOwnKeysAndCommands(String service, String command, String answer)
            throws IOException {
        assertThat(answer(service, command)).startsWith(answer);
    }

    @Test
    void oneProcessOfAllMayWhatEachOfThemMay() {
        String all = ValkeyUsers.rules("all", "np");
        for (String service : ValkeyUsers.services()) {
            for (String row : ValkeyUsers.rules(service, "np").split("(?<=\\)) ")) {
                assertThat(all).contains(row);
            }
        }
        assertThatThrownBy(() -> ValkeyUsers.rules("audit", "np"))
                .hasMessage("no service is called audit");
    }

    @Test
    void keysAreTheNamespacesOwn() {
        assertThat(ValkeyUsers.rules("query", "a*b?"))
                .contains("~{a\\*b\\?:0}:*", "~a\\*b\\?:session:*")
                .doesNotContain("NAMESPACE");
    }

    /** On an empty store, in the order in which nobody would start them. */
    @Test
    void whoMayNotBringTheFunctionsWaitsForWhoMay() throws IOException {
        Path own = Files.createTempDirectory(home, "own");
        try (ValkeyServer empty = ValkeyServer.start(withUsers(ValkeyOptions.in(own)))) {
            CompletableFuture<ValkeyEventStore> query =
                    CompletableFuture.supplyAsync(() -> open(empty, "query"));
            await().until(() -> ask(empty, "CLIENT LIST").contains("user=nodepulse-query "));
            assertThat(query).isNotDone();
            try (ValkeyEventStore commands = open(empty, "commands");
                    ValkeyEventStore waited = query.join()) {
                assertThat(waited.shardsAway()).isEmpty();
                assertThat(waited.shard(1).epochs().lost()).isEmpty();
                assertThat(commands.shards()).isEqualTo(waited.shards());
            }
        }
    }

    @Test
    void commandsTakeAnOldStoreToTheFormatOfToday() throws IOException {
        Path own = Files.createTempDirectory(home, "old");
        try (ValkeyServer old = ValkeyServer.start(withUsers(ValkeyOptions.in(own)))) {
            ask(old, "SET {np}:shards 4");
            open(old, "commands").close();
            assertThat(ask(old, "GET {np}:shards")).contains("4, format 2");
        }
    }

    /** Ansible runs where there is no class path. */
    @Test
    void ansibleHasTheSameTable() {
        assertThat(Path.of("../infra/ansible/roles/valkey/files/valkey-users.acl"))
                .hasSameTextualContentAs(
                        Path.of("src/main/resources/io/nodepulse/events/service/valkey-users.acl"));
    }

    private static ValkeyOptions withUsers(ValkeyOptions options) {
        ValkeyOptions all = options;
        for (ValkeyUser user : USERS.values()) {
            all = all.withUser(user);
        }
        return all;
    }

    private static ValkeyEventStore open(ValkeyServer at, String service) {
        ValkeyUser user = requireNonNull(USERS.get(service));
        return ValkeyEventStore.open(
                EventStoreSettings.at(at.uri()).withLogin(user.name(), user.password()));
    }

    /** As the default user. */
    private static String ask(ValkeyServer at, String command) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", at.port())) {
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    /** The first line of the answer. */
    private static String answer(String service, String command) throws IOException {
        ValkeyUser user = requireNonNull(USERS.get(service));
        try (Socket socket = new Socket("127.0.0.1", server.port());
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
            socket.getOutputStream()
                    .write(
                            "AUTH %s %s\r\n%s\r\n"
                                    .formatted(user.name(), user.password(), command)
                                    .getBytes(UTF_8));
            assertThat(in.readLine()).isEqualTo("+OK");
            return in.readLine();
        }
    }
}
