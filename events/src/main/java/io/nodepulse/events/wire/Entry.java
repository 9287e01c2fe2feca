package io.nodepulse.events.wire;

import io.nodepulse.events.FigureSample;

import java.util.List;

/** What one stream entry holds: the events of one append. */
public sealed interface Entry {

    /** How many events it holds: as many sequence numbers does it take. */
    int count();

    /** The samples of one scrape of process groups. */
    record Processes(ProcessScrape scrape) implements Entry {
        @Override
        public int count() {
            return scrape.size();
        }
    }

    /** The one sample of a scrape of figures. */
    record Figures(FigureSample sample) implements Entry {
        @Override
        public int count() {
            return 1;
        }
    }

    /** Events that are no samples. */
    record Events(List<StoredEvent> events) implements Entry {
        @Override
        public int count() {
            return events.size();
        }
    }
}
