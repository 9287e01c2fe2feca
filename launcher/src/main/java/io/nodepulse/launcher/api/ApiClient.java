package io.nodepulse.launcher.api;

import io.nodepulse.launcher.BadInputException;
import io.nodepulse.launcher.CommandFailedException;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks a running NodePulse; an answer that is no success becomes its problem's own words. */
public final class ApiClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final int BAD_REQUEST = 400;

    private final String address;
    private final @Nullable String readingToken;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final JsonMapper json = new JsonMapper();

    /**
     * @param address such as {@code http://127.0.0.1:8080/}
     */
    public ApiClient(String address) {
        this(address, null);
    }

    /**
     * @param readingToken shown where something is read, for a server where not everybody may; null
     *     to show none
     */
    ApiClient(String address, @Nullable String readingToken) {
        this.address = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        this.readingToken = readingToken;
    }

    public JsonNode get(String pathAndQuery) {
        HttpRequest.Builder request = request(pathAndQuery).GET();
        if (readingToken != null) {
            request.header("Authorization", "Bearer " + readingToken);
        }
        return send(request);
    }

    /** The text of an answer that is no JSON. */
    public String text(String pathAndQuery) {
        HttpRequest.Builder request = request(pathAndQuery).header("Accept", "text/plain");
        if (readingToken != null) {
            request.header("Authorization", "Bearer " + readingToken);
        }
        HttpResponse<String> response =
                exchange(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw refusal(response, Stream.of(response.body()));
        }
        return response.body();
    }

    /** How many lines an answer has. */
    public long lines(String pathAndQuery) {
        HttpResponse<Stream<String>> response =
                exchange(request(pathAndQuery).build(), HttpResponse.BodyHandlers.ofLines());
        try (Stream<String> body = response.body()) {
            if (response.statusCode() / 100 != 2) {
                throw refusal(response, body);
            }
            return body.count();
        }
    }

    /** Reads as an admin. */
    public JsonNode get(String path, String adminToken) {
        return send(request(path).header("Authorization", "Bearer " + adminToken).GET());
    }

    /** Posts a JSON body as an admin. */
    public JsonNode post(String path, String adminToken, Object body) {
        return sendJson("POST", path, adminToken, body);
    }

    /** Changes something by a JSON body, as an admin. */
    public JsonNode patch(String path, String adminToken, Object body) {
        return sendJson("PATCH", path, adminToken, body);
    }

    /** Deletes something as an admin; what is answered says nothing where nothing is to be said. */
    public JsonNode delete(String pathAndQuery, String adminToken) {
        return send(request(pathAndQuery).header("Authorization", "Bearer " + adminToken).DELETE());
    }

    private JsonNode sendJson(String method, String path, String adminToken, Object body) {
        return send(
                request(path)
                        .header("Authorization", "Bearer " + adminToken)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                HttpRequest.BodyPublishers.ofString(
                                        json.writeValueAsString(body))));
    }

    /** Posts a text as an admin and hands on the answer, a JSON object a line, as it comes. */
    public void postForLines(
            String path, String adminToken, String text, Consumer<JsonNode> lines) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + path))
                        .header("Authorization", "Bearer " + adminToken)
                        .header("Content-Type", "text/plain;charset=UTF-8")
                        .POST(HttpRequest.BodyPublishers.ofString(text))
                        .build();
        HttpResponse<Stream<String>> response =
                exchange(request, HttpResponse.BodyHandlers.ofLines());
        try (Stream<String> body = response.body()) {
            if (response.statusCode() / 100 != 2) {
                throw refusal(response, body);
            }
            body.forEach(line -> lines.accept(parse(response, line)));
        }
    }

    private RuntimeException refusal(HttpResponse<?> response, Stream<String> body) {
        return refusal(response.statusCode(), parse(response, body.collect(Collectors.joining())));
    }

    /** What was asked is at fault where the server says so. */
    private static RuntimeException refusal(int status, JsonNode body) {
        String problem = problem(status, body);
        return status == BAD_REQUEST
                ? new BadInputException(problem)
                : new CommandFailedException(problem);
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create(address + pathAndQuery)).timeout(TIMEOUT);
    }

    private JsonNode send(HttpRequest.Builder request) {
        HttpResponse<String> response =
                exchange(request.build(), HttpResponse.BodyHandlers.ofString());
        JsonNode body = parse(response, response.body());
        if (response.statusCode() / 100 != 2) {
            throw refusal(response.statusCode(), body);
        }
        return body;
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw new CommandFailedException(
                    "No NodePulse answers at %s: %s"
                            .formatted(
                                    address,
                                    "start one with 'nodepulse up' or name another with --url"),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("Interrupted while asking " + address, e);
        }
    }

    private JsonNode parse(HttpResponse<?> response, String body) {
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            throw new CommandFailedException(
                    "%s answered %d with something that is not JSON: is it NodePulse?"
                            .formatted(response.uri(), response.statusCode()),
                    e);
        }
    }

    private static String problem(int status, JsonNode body) {
        String detail = body.path("detail").asString("");
        return detail.isEmpty() ? "Refused with status " + status : detail;
    }
}
