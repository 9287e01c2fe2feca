package io.nodepulse.agent.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

class ColdPagesTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void givesBackMostOfTheRuntimesPages() throws IOException {
        long before = residentFileKb();
        ReadOnlyPages pages = new ReadOnlyPages();
        pages.cut();
        pages.drop();
        assertThat(residentFileKb()).isLessThan(before * 3 / 4);
    }

    @Test
    void waitsForTheStartToBeOverAndThenAnHour() {
        AtomicInteger drops = new AtomicInteger();
        ColdPages pages = new ColdPages(100 * SECOND, drops::incrementAndGet);
        pages.dropWhenDue(109 * SECOND);
        assertThat(drops).hasValue(0);
        assertThat(pages.millisUntilDue(109 * SECOND)).isEqualTo(1_000);
        assertThat(pages.millisUntilDue(110 * SECOND - 1)).isEqualTo(1);
        assertThat(pages.millisUntilDue(111 * SECOND)).isZero();
        pages.dropWhenDue(111 * SECOND);
        pages.dropWhenDue(3_700 * SECOND);
        assertThat(drops).hasValue(1);
        pages.dropWhenDue(3_712 * SECOND);
        assertThat(drops).hasValue(2);
    }

    private static long residentFileKb() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("RssFile:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("the kernel does not say");
    }
}
