package io.nodepulse.events.store.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.store.epoch.GivenNumbers;
import io.nodepulse.events.store.valkey.ShardKeys;

import org.junit.jupiter.api.Test;
import org.redisson.Redisson;
import org.redisson.api.BatchResult;
import org.redisson.api.FunctionMode;
import org.redisson.api.FunctionResult;
import org.redisson.api.RBatch;
import org.redisson.api.RFunctionAsync;
import org.redisson.misc.CompletableFutureWrapper;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What a call says that is made while the answer of the one before is told: a Valkey cannot be
 * replaced by an older one just then.
 */
class AppendPipelineTest {

    private static final int NUMBERS_BEFORE_THE_ANSWER = 20;
    private static final long APPENDED = 1;

    /** An array of four; 8 bytes of a candidate for an epoch and their length; then the number. */
    private static final int GIVEN_AT = 1 + 1 + Long.BYTES;

    private final List<byte[]> headers = new ArrayList<>();
    private final CompletableFuture<List<Object>> reply = new CompletableFuture<>();
    private final CompletableFuture<BatchResult<?>> firstCall = new CompletableFuture<>();
    private final Redisson redisson = mock(Redisson.class);

    private final AppendPipeline pipeline =
            new AppendPipeline(
                    redisson,
                    new ShardKeys("np", 0),
                    new AwaitedReplicas(0, Duration.ZERO),
                    new GivenNumbers(),
                    (appends, took) -> {});

    @Test
    void theNextCallKnowsTheNumbersThatTheOneBeforeWasGiven() {
        answerCalls();
        CompletableFuture<AppendReply> first = pipeline.submit(request());
        pipeline.submit(request());
        assertThat(headers).hasSize(1);
        assertThat(headers.getFirst()[GIVEN_AT]).isZero();

        reply.complete(
                List.of(
                        Epoch.random()
                                .toString()
                                .substring(0, Long.BYTES)
                                .getBytes(StandardCharsets.US_ASCII),
                        APPENDED,
                        (long) NUMBERS_BEFORE_THE_ANSWER,
                        (long) NUMBERS_BEFORE_THE_ANSWER));
        firstCall.complete(new BatchResult<>(List.of(), 0));

        assertThat(first).isCompleted();
        assertThat(headers).hasSize(2);
        assertThat(headers.get(1)[GIVEN_AT]).isEqualTo((byte) NUMBERS_BEFORE_THE_ANSWER);
    }

    private static AppendRequest request() {
        return new AppendRequest(new byte[] {1}, 0);
    }

    private void answerCalls() {
        RBatch batch = mock(RBatch.class);
        RFunctionAsync functions = mock(RFunctionAsync.class);
        when(redisson.createBatch(any())).thenReturn(batch);
        when(batch.getFunction(any())).thenReturn(functions);
        when(functions.callAsync(
                        anyString(),
                        any(FunctionMode.class),
                        anyString(),
                        any(FunctionResult.class),
                        anyList(),
                        any(Object[].class)))
                .thenAnswer(
                        call -> {
                            headers.add((byte[]) call.getArguments()[5]);
                            return new CompletableFutureWrapper<>(reply);
                        });
        when(batch.executeAsync())
                .thenAnswer(
                        call ->
                                new CompletableFutureWrapper<>(
                                        headers.size() == 1
                                                ? firstCall
                                                : new CompletableFuture<BatchResult<?>>()));
    }
}
