package io.nodepulse.query.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Reads a stream of events line by line until it is closed. */
final class Watcher implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Collection<String> lines = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> ended;

    /**
     * @param headers names and values in turn
     */
    Watcher(URI stream, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(stream);
        if (headers.length > 0) {
            request.headers(headers);
        }
        ended =
                http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofLines())
                        .thenAccept(response -> response.body().forEach(lines::add));
    }

    Collection<String> lines() {
        return lines;
    }

    boolean heard(String part) {
        return lines.stream().anyMatch(line -> line.contains(part));
    }

    boolean isOver() {
        return ended.isDone();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
