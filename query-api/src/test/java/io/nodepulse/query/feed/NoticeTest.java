package io.nodepulse.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;

class NoticeTest {

    @Test
    void namesTheServersOfAProjection() {
        assertThat(Notice.parse("processes 12=1763971200000,15=1763971201250"))
                .isEqualTo(
                        new Notice(
                                "processes",
                                List.of(
                                        new Notice.Scraped(12, 1_763_971_200_000L),
                                        new Notice.Scraped(15, 1_763_971_201_250L))));
    }

    @Test
    void refusesOtherText() {
        for (String text : List.of("", "processes", " 1=2", "hosts 1", "hosts =2", "hosts a=2")) {
            assertThatThrownBy(() -> Notice.parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
