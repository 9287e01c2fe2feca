package io.nodepulse.events.store.valkey;

import org.jspecify.annotations.Nullable;
import org.redisson.api.FunctionMode;
import org.redisson.api.FunctionResult;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.client.codec.ByteArrayCodec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Calls of Valkey functions that are not on the hot path, one at a time. */
public final class FunctionCall {

    private FunctionCall() {}

    /**
     * Calls a function that answers with a number.
     *
     * @param function its name without prefix and version
     * @param arguments texts, numbers or byte arrays
     * @throws EventStoreUnavailableException if Valkey does not answer or refuses
     */
    public static long number(
            RedissonClient redisson, String function, List<String> keys, Object... arguments) {
        return call(redisson, FunctionMode.WRITE, function, FunctionResult.LONG, keys, arguments);
    }

    /** Calls a function that answers with numbers. */
    public static List<Long> numbers(
            RedissonClient redisson, String function, List<String> keys, Object... arguments) {
        return call(redisson, FunctionMode.WRITE, function, FunctionResult.LIST, keys, arguments);
    }

    /** Calls a function that only reads. */
    static List<@Nullable Object> answers(
            RedissonClient redisson, String function, List<String> keys, Object... arguments) {
        return call(redisson, FunctionMode.READ, function, FunctionResult.LIST, keys, arguments);
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // the function's result type says it
    private static <T> T call(
            RedissonClient redisson,
            FunctionMode mode,
            String function,
            FunctionResult result,
            List<String> keys,
            Object... arguments) {
        Object[] bytes = Arrays.stream(arguments).map(FunctionCall::bytes).toArray();
        try {
            return callOnce(redisson, mode, function, result, keys, bytes);
        } catch (RedisException e) {
            if (!FunctionLibrary.isMissing(e)) {
                throw refused(function, e);
            }
        }
        ValkeyReply.await(new FunctionLibrary(redisson, keys.getFirst()).load());
        try {
            return callOnce(redisson, mode, function, result, keys, bytes);
        } catch (RedisException e) {
            throw refused(function, e);
        }
    }

    @SuppressWarnings("TypeParameterUnusedInFormals")
    private static <T> T callOnce(
            RedissonClient redisson,
            FunctionMode mode,
            String function,
            FunctionResult result,
            List<String> keys,
            Object[] arguments) {
        return redisson.getFunction(ByteArrayCodec.INSTANCE)
                .call(
                        keys.getFirst(),
                        mode,
                        FunctionLibrary.function(function),
                        result,
                        List.copyOf(keys),
                        arguments);
    }

    private static EventStoreUnavailableException refused(String function, RedisException cause) {
        return new EventStoreUnavailableException(
                "Valkey did not run " + function + ": " + ValkeyReply.brief(cause), cause);
    }

    private static byte[] bytes(Object argument) {
        return argument instanceof byte[] bytes
                ? bytes
                : argument.toString().getBytes(StandardCharsets.UTF_8);
    }
}
