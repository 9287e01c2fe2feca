package io.nodepulse.trials.torture;

import io.nodepulse.events.ProcessMetric;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads the event store as the audit trail gives it. */
final class EventStoreSamples {

    private static final int OK = 200;

    /** Columns behind the name: number, CPU time, memory, and the optional ones. */
    private static final int FIGURES = 3 + ProcessMetric.values().length;

    private final String address;
    private final HttpClient http;
    private final Map<Integer, Long> trimmed;
    private long notInValkey;

    /**
     * @param address of an instance with the audit
     * @param trimmed sequence up to which Valkey has forgotten scrapes, by shard
     */
    EventStoreSamples(String address, HttpClient http, Map<Integer, Long> trimmed) {
        this.address = address;
        this.http = http;
        this.trimmed = trimmed;
    }

    /** How many of those that were read are in segments alone. */
    long notInValkey() {
        return notInValkey;
    }

    /** Hands on all samples of that server; returns the shard they are in, if there are any. */
    OptionalInt read(UUID server, StoredSamples samples) throws IOException, InterruptedException {
        // Clocks that were set ahead gave scrapes times that are still to come.
        Instant end = Instant.now().plus(1, ChronoUnit.HOURS);
        URI csv =
                URI.create(
                        "%sapi/servers/%s/events?format=csv&from=2000-01-01T00:00:00Z&to=%s"
                                .formatted(address, server, end));
        try (Stream<String> body = Waiting.answer("The history of a server", () -> export(csv))) {
            Rows rows = new Rows(samples);
            body.skip(1).forEach(rows::add);
            notInValkey += rows.notInValkey;
            return rows.shard;
        }
    }

    /** Refused for a moment while a client of the event store finds out who leads now. */
    private Stream<String> export(URI csv) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> answer =
                http.send(HttpRequest.newBuilder(csv).build(), HttpResponse.BodyHandlers.ofLines());
        if (answer.statusCode() != OK) {
            answer.body().close();
            throw new IOException("the audit trail answered " + answer.statusCode());
        }
        return answer.body();
    }

    /**
     * Rows of {@code shard,sequence,server_id,sampled_at,process_name,num_procs,cpu_seconds,
     * resident_bytes} and optional figures. A name may be quoted and hold commas. A row that could
     * not be read has neither server nor time, and no sample.
     */
    private final class Rows {

        private final StoredSamples samples;
        private OptionalInt shard = OptionalInt.empty();
        private long notInValkey;

        Rows(StoredSamples samples) {
            this.samples = samples;
        }

        void add(String row) {
            String[] fields = row.split(",", -1);
            if (fields[2].isEmpty()) {
                return;
            }
            int number = Integer.parseInt(fields[0]);
            shard = OptionalInt.of(number);
            if (Long.parseLong(fields[1]) <= trimmed.getOrDefault(number, 0L)) {
                notInValkey++;
            }
            int figures = fields.length - FIGURES;
            String name = String.join(",", Arrays.copyOfRange(fields, 4, figures));
            samples.add(
                    Instant.parse(fields[3]),
                    new PushedSample(
                            name,
                            Long.parseLong(fields[figures]),
                            Double.parseDouble(fields[figures + 1]),
                            Long.parseLong(fields[figures + 2])));
        }
    }
}
