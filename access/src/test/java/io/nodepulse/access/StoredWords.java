package io.nodepulse.access;

import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.embedded.ValkeyServer;

import org.redisson.Redisson;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** All that a Valkey has on disk once it has written it anew, as bytes. */
final class StoredWords {

    private StoredWords() {}

    /** The append-only file after a rewrite, in which nothing is compressed. */
    static String of(ValkeyServer valkey, Path folder) throws IOException {
        Config config = new Config();
        config.useSingleServer().setAddress(valkey.uri());
        RedissonClient client = Redisson.create(config);
        try {
            ask(client, "CONFIG", "SET", "rdbcompression", "no");
            ask(client, "BGREWRITEAOF");
            await().atMost(Duration.ofSeconds(30))
                    .until(
                            () -> {
                                String info = ask(client, "INFO", "persistence");
                                return info.contains("aof_rewrite_in_progress:0")
                                        && info.contains("aof_rewrite_scheduled:0");
                            });
        } finally {
            client.shutdown();
        }
        StringBuilder words = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                words.append(new String(Files.readAllBytes(file), UTF_8));
            }
        }
        return words.toString();
    }

    private static String ask(RedissonClient client, String... words) {
        return String.valueOf(
                client.getScript(StringCodec.INSTANCE)
                        .<Object>eval(
                                RScript.Mode.READ_WRITE,
                                "return redis.call(unpack(ARGV))",
                                RScript.ReturnType.VALUE,
                                List.of(),
                                (Object[]) words));
    }
}
