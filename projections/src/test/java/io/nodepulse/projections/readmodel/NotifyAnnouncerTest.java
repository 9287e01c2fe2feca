package io.nodepulse.projections.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.projections.readmodel.Announcer.News;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

class NotifyAnnouncerTest {

    @Test
    void payloadsNameTheProjectionAndItsNews() {
        assertThat(
                        NotifyAnnouncer.payloads(
                                "processes", List.of(new News(12, 1000), new News(15, 1250))))
                .containsExactly("processes 12=1000,15=1250");
        assertThat(NotifyAnnouncer.payloads("processes", List.of())).isEmpty();
    }

    @Test
    void longNewsTakeSeveralPayloads() {
        List<News> news =
                IntStream.range(0, 3_000).mapToObj(i -> new News(i, 1_763_971_200_000L)).toList();
        List<String> payloads = NotifyAnnouncer.payloads("processes", news);
        assertThat(payloads)
                .hasSizeGreaterThan(1)
                .allSatisfy(
                        payload ->
                                assertThat(payload)
                                        .startsWith("processes ")
                                        .hasSizeLessThanOrEqualTo(NotifyAnnouncer.MAX_PAYLOAD));
        assertThat(
                        payloads.stream()
                                .flatMap(each -> Arrays.stream(each.substring(10).split(",")))
                                .count())
                .isEqualTo(news.size());
    }
}
