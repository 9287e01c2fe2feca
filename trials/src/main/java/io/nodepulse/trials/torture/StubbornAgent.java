package io.nodepulse.trials.torture;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Pushes one scrape after the other and each of them again until it is taken or refused for good,
 * as the agent's buffer does, but to one instance after the other. Its clock can be set wrong: a
 * scrape that is not after the last one is left out, as the agent does, and one too far ahead is
 * refused.
 */
final class StubbornAgent {

    private static final Duration BETWEEN_SCRAPES = Duration.ofMillis(250);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);
    private static final Duration ATTEMPT = Duration.ofSeconds(5);
    private static final int ACCEPTED = 202;
    private static final int BAD_REQUEST = 400;

    private enum Verdict {
        TAKEN,
        REFUSED,
        AGAIN
    }

    /**
     * Who it is.
     *
     * @param number by which its samples are known
     */
    record Identity(int number, UUID server, String token) {}

    /**
     * A scrape that was acknowledged.
     *
     * @param number counted per agent
     * @param sent when the attempt began that was answered, by the machine's clock
     */
    record Acknowledged(int number, Instant sent) {}

    private final Identity identity;
    private final List<String> addresses;
    private final HttpClient http;
    private final Map<Instant, Integer> pushed = new ConcurrentHashMap<>();
    private final Map<Instant, Acknowledged> acknowledged = new ConcurrentHashMap<>();
    private final AtomicLong attempts = new AtomicLong();
    private final AtomicLong leftOut = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile Duration clockError = Duration.ZERO;
    private Instant last = Instant.EPOCH;
    private int scrapes;
    private volatile String lastAnswer = "none";

    StubbornAgent(Identity identity, List<String> addresses, HttpClient http) {
        this.identity = identity;
        this.addresses = addresses;
        this.http = http;
    }

    int number() {
        return identity.number();
    }

    UUID server() {
        return identity.server();
    }

    /** The numbers of all scrapes that were ever sent, by their times. */
    Map<Instant, Integer> pushed() {
        return Map.copyOf(pushed);
    }

    /** Those that were acknowledged, by their times. */
    Map<Instant, Acknowledged> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    long attempts() {
        return attempts.get();
    }

    /** Scrapes that were left out because the clock had gone back. */
    long leftOut() {
        return leftOut.get();
    }

    /** Scrapes that the server refused for good. */
    long refused() {
        return refused.get();
    }

    /** What it was told last. */
    String lastAnswer() {
        return lastAnswer;
    }

    /** Lets its clock differ from the machine's by that much. */
    void setClock(Duration error) {
        clockError = error;
    }

    /** Goes on as long as that holds, and then until its last scrape is answered. */
    void run(BooleanSupplier goOn) {
        try {
            while (goOn.getAsBoolean()) {
                scrape(Instant.now().plus(clockError).truncatedTo(ChronoUnit.MILLIS));
                Thread.sleep(BETWEEN_SCRAPES);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void scrape(Instant at) throws InterruptedException {
        if (!at.isAfter(last)) {
            leftOut.incrementAndGet();
            return;
        }
        int number = scrapes++;
        String body = body(at, number);
        pushed.put(at, number);
        Instant sent = Instant.now();
        Verdict verdict = attempt(body);
        while (verdict == Verdict.AGAIN) {
            Thread.sleep(BETWEEN_ATTEMPTS);
            sent = Instant.now();
            verdict = attempt(body);
        }
        if (verdict == Verdict.TAKEN) {
            acknowledged.put(at, new Acknowledged(number, sent));
            last = at;
        } else {
            refused.incrementAndGet();
        }
    }

    private Verdict attempt(String body) throws InterruptedException {
        String address = addresses.get((int) (attempts.getAndIncrement() % addresses.size()));
        try {
            // The client's own timeout ends with the head of an answer, which may be all that
            // comes.
            HttpResponse<String> answer =
                    http.sendAsync(request(address, body), HttpResponse.BodyHandlers.ofString())
                            .orTimeout(ATTEMPT.toSeconds(), TimeUnit.SECONDS)
                            .get();
            lastAnswer = answer.statusCode() + " " + answer.body();
            return switch (answer.statusCode()) {
                case ACCEPTED ->
                        answer.body().contains("\"rejected\":0") ? Verdict.TAKEN : Verdict.REFUSED;
                case BAD_REQUEST -> Verdict.REFUSED;
                default -> Verdict.AGAIN;
            };
        } catch (ExecutionException e) {
            lastAnswer = String.valueOf(e.getCause());
            return Verdict.AGAIN;
        }
    }

    private HttpRequest request(String address, String body) {
        return HttpRequest.newBuilder(
                        URI.create(address + "metrics/prometheus?server_id=" + identity.server()))
                .timeout(ATTEMPT)
                .header("Authorization", "Bearer " + identity.token())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private String body(Instant at, int scrape) {
        return "{\"process_exporter\":[{\"timestamp\":\"%s\",\"processes\":[%s]}]}"
                .formatted(
                        at,
                        PushedSample.ofScrape(identity.number(), scrape).stream()
                                .map(PushedSample::json)
                                .collect(Collectors.joining(",")));
    }
}
