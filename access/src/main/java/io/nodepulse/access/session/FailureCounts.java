package io.nodepulse.access.session;

import io.nodepulse.access.account.Sha256;
import io.nodepulse.events.store.valkey.ValkeyReply;
import io.nodepulse.events.text.ClassPathText;

import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * How often what failed, in Valkey, so that all instances count together: key {@code
 * {np}:failures:<SHA-256 of what>}, a number that Valkey forgets when its window is over. The hash
 * tag keeps them in one slot of a cluster, as one script counts several. Thread-safe.
 */
public final class FailureCounts {

    private static final String ATTEMPT = ClassPathText.beside(FailureCounts.class, "attempts.lua");
    private static final String TAKEN_BACK =
            ClassPathText.beside(FailureCounts.class, "attempt-taken-back.lua");
    private static final String SUCCEEDED =
            ClassPathText.beside(FailureCounts.class, "attempt-succeeded.lua");

    private final RedissonClient valkey;
    private final String prefix;
    private final Duration window;

    /**
     * What many attempts have in common.
     *
     * @param what such as a person's name
     * @param soft from how many failures on each place has a single attempt
     * @param hard from how many on there is none
     */
    record Shared(String what, int soft, int hard) {}

    /**
     * @param namespace of the keys
     * @param window how long a failure counts
     */
    public FailureCounts(RedissonClient valkey, String namespace, Duration window) {
        this.valkey = valkey;
        this.prefix = "{" + namespace + "}:failures:";
        this.window = window;
    }

    /** How long a failure counts. */
    public Duration window() {
        return window;
    }

    /**
     * Counts an attempt as failed, unless there were too many.
     *
     * @param own one target from one place
     * @param limit how often that may fail
     * @return how long to wait, nothing if it may be made
     */
    Duration attempt(String own, int limit, List<Shared> shared) {
        List<Object> numbers = new ArrayList<>(List.of(window.toMillis(), limit));
        shared.forEach(each -> numbers.addAll(List.of(each.soft(), each.hard())));
        return Duration.ofMillis(run(ATTEMPT, keys(own, shared), numbers));
    }

    /** It did not fail after all. */
    void succeeded(String own, List<Shared> shared) {
        run(SUCCEEDED, keys(own, shared), List.of());
    }

    /** It was none: one failure less than were counted. */
    void takeBack(String own, List<Shared> shared) {
        run(TAKEN_BACK, keys(own, shared), List.of());
    }

    /** Counts a failure and tells how many there are; fails if Valkey does not answer. */
    public CompletionStage<Long> failed(String what) {
        List<Object> numbers = List.of(window.toMillis(), Integer.MAX_VALUE);
        return valkey.getScript(StringCodec.INSTANCE)
                .<Long>evalAsync(
                        RScript.Mode.READ_WRITE,
                        ATTEMPT,
                        RScript.ReturnType.LONG,
                        List.of(key(what)),
                        numbers.toArray())
                .thenCompose(
                        ignored -> valkey.getBucket(key(what), StringCodec.INSTANCE).getAsync())
                .thenApply(count -> count == null ? 0L : Long.parseLong(count.toString()));
    }

    private List<Object> keys(String own, List<Shared> shared) {
        List<Object> keys = new ArrayList<>(List.of(key(own)));
        shared.forEach(each -> keys.add(key(each.what())));
        return keys;
    }

    private String key(String what) {
        return prefix + Sha256.hex(what);
    }

    private long run(String script, List<Object> keys, List<Object> numbers) {
        return ValkeyReply.to(
                () ->
                        valkey.getScript(StringCodec.INSTANCE)
                                .<Long>eval(
                                        RScript.Mode.READ_WRITE,
                                        script,
                                        RScript.ReturnType.LONG,
                                        keys,
                                        numbers.toArray()));
    }
}
