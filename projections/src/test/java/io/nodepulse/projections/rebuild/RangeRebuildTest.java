package io.nodepulse.projections.rebuild;

import static io.nodepulse.projections.rebuild.PartHistory.START;
import static io.nodepulse.projections.rebuild.PartHistory.TIMEOUT;
import static io.nodepulse.projections.rebuild.PartHistory.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.projections.RunningProjections;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Five months, with some scrapes on two days of five. What is damaged in a range is right again
 * after, what is damaged outside of it is not: and there is nothing else that differs.
 */
class RangeRebuildTest {

    private static final int DAYS = 150;

    /** The last ones with scrapes, of all servers and of the one that falls silent. */
    private static final int LAST = 146;

    private static final int LAST_OF_SILENT = 16;

    private static final int TRIMMED = 100;

    /** The longest bucket, and the look at the one after it in which it closes. */
    private static final Duration LONGEST = Duration.ofDays(48);

    private PartHistory history;
    private RunningProjections projections;
    private UUID one;
    private UUID silent;
    private RowsByServer sound;

    @BeforeEach
    void open() {
        history = new PartHistory();
        one = history.servers.getFirst();
        silent = history.servers.getLast();
        for (int day : days().toArray()) {
            for (int scrape = 0; scrape < 3; scrape++) {
                // The last one is silent after some weeks.
                List<UUID> some =
                        day <= LAST_OF_SILENT
                                ? history.servers
                                : history.servers.subList(0, history.servers.size() - 1);
                history.appendAt(at(day).plusSeconds(20 * scrape), 3 * day + scrape, some);
            }
        }
        projections = history.start();
        await().atMost(TIMEOUT).until(projections::hasCaughtUp);
        sound = rows();
    }

    @AfterEach
    void close() {
        projections.close();
        history.close();
    }

    /**
     * A day with scrapes is a partition of each table, so not all have some. Two in a row have: the
     * second closes the buckets of the first. So have those before the store is trimmed, which goes
     * by whole nodes of a stream.
     */
    private static IntStream days() {
        return IntStream.range(0, DAYS)
                .filter(day -> day % 5 < 2 || (day > TRIMMED - 15 && day < TRIMMED));
    }

    private static Instant at(int day) {
        return START.plus(Duration.ofDays(day)).plus(Duration.ofHours(7));
    }

    @Test
    void aRangeOfThePastIsMadeAnewAndNothingElse() throws Exception {
        damage(one, 60);

        JsonNode part = begin("processes", "&server_id=" + one, 60);
        Instant from = Instant.parse(part.get("from").asString());
        Instant to = Instant.parse(part.get("to").asString());
        assertThat(from).isBetween(at(60).minus(LONGEST), at(60));
        assertThat(to).isBetween(at(60), at(60).plus(LONGEST));
        history.awaitNoRebuild();
        assertThat(rows()).isEqualTo(sound);

        for (int outside : List.of(5, 120)) {
            damage(one, outside);
        }
        RowsByServer damaged = rows();
        begin("processes", "&server_id=" + one, 60);
        history.awaitNoRebuild();
        assertThat(rows()).isEqualTo(damaged);
    }

    @Test
    void aRangeOfAllServersIsMadeAnewAlsoOfHosts() throws Exception {
        history.servers.forEach(
                server -> {
                    if (!server.equals(silent)) {
                        damage(server, 60);
                    }
                });
        damage(silent, LAST_OF_SILENT);
        List<String> ofSilent = rows().of(silent, "process_minutes");
        assertThat(history.jdbc.update("UPDATE admiral.host_snapshots SET load_1min = 7"))
                .isEqualTo(
                        3 * 5 * days().count()
                                + 3 * days().filter(day -> day <= LAST_OF_SILENT).count());

        begin("processes", "", 90);
        history.awaitNoRebuild();
        JsonNode part = begin("hosts", "", 60);
        history.awaitNoRebuild();

        assertThat(part.get("servers_total").asInt()).isEqualTo(history.servers.size());
        assertThat(
                        history.number(
                                "SELECT count(*) FROM admiral.host_snapshots WHERE load_1min <> 7"))
                .isEqualTo(3L * 5);
        assertThat(rows()).isNotEqualTo(sound);
        begin("processes", "", 60);
        history.awaitNoRebuild();

        RowsByServer rows = rows();
        assertThat(rows.of(silent, "process_minutes")).isEqualTo(ofSilent);
        assertThat(rows.withoutServer(silent).without("host_snapshots"))
                .isEqualTo(sound.withoutServer(silent).without("host_snapshots"));
    }

    @Test
    void aRangeThatReachesTheOpenBucketsBringsThemAlong() throws Exception {
        damage(one, LAST);
        int key = history.keyOf(one);
        for (String sql :
                List.of(
                        "UPDATE admiral.process_open SET covered_ms = covered_ms + 1",
                        "UPDATE admiral.process_names_of_day SET name_keys = '{1}'",
                        "DELETE FROM admiral.process_live")) {
            assertThat(history.jdbc.update(sql + " WHERE server_key = ?", key)).isPositive();
        }

        begin("processes", "&server_id=" + one, LAST);
        history.awaitNoRebuild();
        assertThat(rows()).isEqualTo(sound);

        history.appendAt(at(DAYS), 3 * DAYS, history.servers);
        await().atMost(TIMEOUT).until(projections::hasCaughtUp);
        RowsByServer rows = rows();
        history.rebuildAll(projections);
        assertThat(rows()).isEqualTo(rows);
    }

    @Test
    void whatTheEventStoreHasNotAnyMoreIsNotTakenFromTheTables() throws Exception {
        history.trim(one, at(TRIMMED));
        String ofOne = rebuild("processes") + "?server_id=" + one;
        String day60 = ofOne + "&from=%s&to=%s".formatted(at(60), at(61));
        String day140 = ofOne + "&from=%s&to=%s".formatted(at(140), at(141));

        assertThat(projections.call("POST", ofOne)).isEqualTo(409);
        assertThat(projections.call("POST", day60)).isEqualTo(409);
        assertThat(rows()).isEqualTo(sound);
        assertThat(projections.call("POST", day140)).isEqualTo(202);
        history.awaitNoRebuild();
        assertThat(rows()).isEqualTo(sound);

        assertThat(projections.call("POST", day60 + "&accept_loss=true")).isEqualTo(202);
        history.awaitNoRebuild();
        assertThat(rows()).isNotEqualTo(sound);
        assertThat(rows().withoutServer(one)).isEqualTo(sound.withoutServer(one));
    }

    private JsonNode begin(String name, String query, int day) throws Exception {
        JsonNode begun =
                PartHistory.json(
                        projections,
                        "POST",
                        rebuild(name)
                                + "?from=%s&to=%s%s"
                                        .formatted(
                                                at(day).minusSeconds(60),
                                                at(day).plusSeconds(120),
                                                query));
        assertThat(begun.path("rebuild").isObject()).as(begun.toString()).isTrue();
        return begun.get("rebuild").get("part");
    }

    /** Rows of that day are wrong, of every length. */
    private void damage(UUID server, int day) {
        String ofDay =
                " WHERE server_key = %d AND %s >= '%s' AND %s < '%s'"
                        .formatted(
                                history.keyOf(server),
                                "bucket_start",
                                at(day).minus(Duration.ofHours(30)),
                                "bucket_start",
                                at(day).plusSeconds(180));
        int damaged = 0;
        for (String table : List.of("process_minutes", "process_tens", "process_hours")) {
            damaged +=
                    history.jdbc.update(
                            "UPDATE admiral." + table + " SET covered_ms = covered_ms + 1" + ofDay);
        }
        assertThat(damaged).isPositive();
        assertThat(
                        history.jdbc.update(
                                "DELETE FROM admiral.process_scrapes"
                                        + ofDay.replace("bucket_start", "scraped_at")))
                .isPositive();
    }

    private RowsByServer rows() {
        return RowsByServer.of(history.jdbc, history.servers);
    }
}
