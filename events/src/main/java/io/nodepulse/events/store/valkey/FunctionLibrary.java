package io.nodepulse.events.store.valkey;

import io.nodepulse.events.text.ClassPathText;

import org.redisson.Redisson;
import org.redisson.api.FunctionMode;
import org.redisson.api.FunctionResult;
import org.redisson.api.RFuture;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;
import org.redisson.client.protocol.RedisCommands;
import org.redisson.command.CommandAsyncExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;

/**
 * The functions that run inside Valkey. Library and functions carry the store's version in their
 * names, so that programs of two versions do not replace each other's; they are brought to a node
 * when it turns out not to have them, as after a slot has moved there. Who may not bring them waits
 * for somebody who may. Thread-safe.
 */
public final class FunctionLibrary {

    private static final Logger log = LoggerFactory.getLogger(FunctionLibrary.class);

    private static final int VERSION = StoreFormat.VERSION;
    private static final String LIBRARY = "nodepulse_" + VERSION;

    /** What programs had whose store had no version yet. They must not append any more. */
    private static final String LIBRARY_WITHOUT_VERSION = "nodepulse";

    /** A process of commands that starts at the same time is there by then. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private static final Duration PAUSE = Duration.ofMillis(200);

    private static final List<String> FILES =
            List.of(
                    "library.lua",
                    "epochs.lua",
                    "append.lua",
                    "deadletter.lua",
                    "trim.lua",
                    "seal.lua",
                    "consumer.lua",
                    "read.lua");

    private static final String BODY = body();
    private static final String DIGEST =
            HexFormat.of().formatHex(sha256(BODY.getBytes(StandardCharsets.UTF_8)));
    private static final String CODE =
            "#!lua name=%s\nlocal VERSION = %d\nlocal DIGEST = '%s'\n%s"
                    .formatted(LIBRARY, VERSION, DIGEST, BODY);

    private final RedissonClient redisson;
    private final CommandAsyncExecutor valkey;
    private final String anyKey;

    /**
     * @param anyKey of the shard whose node is looked after
     */
    public FunctionLibrary(RedissonClient redisson, String anyKey) {
        this.redisson = redisson;
        this.valkey = ((Redisson) redisson).getCommandExecutor();
        this.anyKey = anyKey;
    }

    /** The name in Valkey of a function of ours. */
    public static String function(String name) {
        return "nodepulse_" + name + "_" + VERSION;
    }

    /** Whether a call failed because the node does not have the library. */
    public static boolean isMissing(Throwable failure) {
        return String.valueOf(failure.getMessage()).contains("Function not found");
    }

    /**
     * Brings the library to the shard's node, unless it is there already. Who may not waits for
     * somebody who may, and goes on with the one that is there, if it is another.
     *
     * @throws EventStoreUnavailableException if the node does not answer, or nobody brings it
     */
    public void ensure() {
        String found = loadedDigest();
        try {
            if (!DIGEST.equals(found)) {
                ValkeyReply.await(load());
            }
            deleteOldLibrary();
        } catch (EventStoreUnavailableException e) {
            if (!ValkeyReply.isForbidden(e)) {
                throw e;
            }
            if (found.isEmpty()) {
                awaitLibrary();
            }
        }
    }

    private void awaitLibrary() {
        log.info("waiting for the functions, which the service with the commands brings");
        Instant end = Instant.now().plus(LONGEST_WAIT);
        while (loadedDigest().isEmpty()) {
            if (Instant.now().isAfter(end)) {
                throw new EventStoreUnavailableException(
                        "the functions are missing, and this user may not bring them: start the service with the commands");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Brings the library to the shard's node in any case. */
    public RFuture<Void> load() {
        log.info("bringing the functions of version {} to the node of {}", VERSION, anyKey);
        return valkey.writeAsync(
                anyKey, StringCodec.INSTANCE, RedisCommands.FUNCTION_LOAD, "REPLACE", CODE);
    }

    private String loadedDigest() {
        RFuture<String> digest =
                redisson.getFunction(StringCodec.INSTANCE)
                        .callAsync(
                                anyKey,
                                FunctionMode.READ,
                                function("digest"),
                                FunctionResult.STRING,
                                List.of(anyKey));
        try {
            return digest.toCompletableFuture().join();
        } catch (CompletionException e) {
            if (isMissing(e)) {
                return "";
            }
            throw new EventStoreUnavailableException(
                    "Valkey does not answer: " + ValkeyReply.brief(e.getCause()), e.getCause());
        }
    }

    /** It is gone in most cases. */
    private void deleteOldLibrary() {
        CompletionStage<Void> deleted =
                valkey.writeAsync(
                        anyKey,
                        StringCodec.INSTANCE,
                        RedisCommands.FUNCTION_DELETE,
                        LIBRARY_WITHOUT_VERSION);
        try {
            deleted.toCompletableFuture().join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof RedisException)
                    || !String.valueOf(e.getMessage()).contains("Library not found")) {
                throw new EventStoreUnavailableException(
                        "Valkey does not answer: " + ValkeyReply.brief(e.getCause()), e.getCause());
            }
        }
    }

    private static String body() {
        StringBuilder source = new StringBuilder();
        for (String name : FILES) {
            source.append(ClassPathText.beside(FunctionLibrary.class, name)).append('\n');
        }
        return source.toString();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
