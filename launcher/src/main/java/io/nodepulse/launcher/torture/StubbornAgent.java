package io.nodepulse.launcher.torture;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Pushes one scrape after the other and each of them again until it is taken or refused for good,
 * as the agent's buffer does. Its clock can be set wrong: a scrape that is not after the last one
 * is left out, as the agent does, and one too far ahead is refused.
 */
final class StubbornAgent {

    static final int PROCESSES = 20;

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

    private final UUID server;
    private final HttpRequest.Builder request;
    private final HttpClient http;
    private final Set<Instant> acknowledged = new ConcurrentSkipListSet<>();
    private final AtomicLong attempts = new AtomicLong();
    private final AtomicLong leftOut = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile Duration clockError = Duration.ZERO;
    private Instant last = Instant.EPOCH;
    private double cpuSeconds;

    StubbornAgent(String address, UUID server, String token, HttpClient http) {
        this.server = server;
        this.http = http;
        this.request =
                HttpRequest.newBuilder(
                                URI.create(address + "metrics/prometheus?server_id=" + server))
                        .timeout(ATTEMPT)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json");
    }

    UUID server() {
        return server;
    }

    /** Times of the scrapes that were acknowledged. */
    Set<Instant> acknowledged() {
        return new TreeSet<>(acknowledged);
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

    /** Lets its clock differ from the machine's by that much. */
    void setClock(Duration error) {
        clockError = error;
    }

    /** Goes on until that time, and then until its last scrape is answered. */
    void run(Instant end) {
        try {
            while (Instant.now().isBefore(end)) {
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
        HttpRequest scrape = request.POST(body(at)).build();
        Verdict verdict = attempt(scrape);
        while (verdict == Verdict.AGAIN) {
            Thread.sleep(BETWEEN_ATTEMPTS);
            verdict = attempt(scrape);
        }
        if (verdict == Verdict.TAKEN) {
            acknowledged.add(at);
            last = at;
        } else {
            refused.incrementAndGet();
        }
    }

    private Verdict attempt(HttpRequest scrape) throws InterruptedException {
        attempts.incrementAndGet();
        try {
            HttpResponse<String> answer = http.send(scrape, HttpResponse.BodyHandlers.ofString());
            return switch (answer.statusCode()) {
                case ACCEPTED ->
                        answer.body().contains("\"rejected\":0") ? Verdict.TAKEN : Verdict.REFUSED;
                case BAD_REQUEST -> Verdict.REFUSED;
                default -> Verdict.AGAIN;
            };
        } catch (IOException e) {
            return Verdict.AGAIN;
        }
    }

    private HttpRequest.BodyPublisher body(Instant at) {
        cpuSeconds += 0.25;
        StringJoiner processes = new StringJoiner(",");
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(
                    "{\"name\":\"p-%02d\",\"num_procs\":1,\"cpu_seconds\":%s,\"memory_bytes\":%d}"
                            .formatted(i, cpuSeconds, 4096L * (i + 1)));
        }
        return HttpRequest.BodyPublishers.ofString(
                "{\"process_exporter\":[{\"timestamp\":\"%s\",\"processes\":[%s]}]}"
                        .formatted(at, processes));
    }
}
