package io.nodepulse.projections.process;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nodepulse.projections.TestReadModel;
import io.nodepulse.projections.stream.ProjectionCounters;

import org.axonframework.messaging.eventhandling.EventMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Projects a history in batches of any size, now and then by a projector that remembers nothing.
 *
 * @param database where to
 */
record RandomBatches(TestReadModel database) {

    void project(List<EventMessage> scrapes, Random random) {
        ProcessProjector projector = projector();
        List<EventMessage> batch = new ArrayList<>();
        for (EventMessage scrape : scrapes) {
            batch.add(scrape);
            if (random.nextInt(30) == 0) {
                database.project(projector, batch);
                batch.clear();
            }
            if (random.nextInt(100) == 0) {
                projector = projector();
            }
        }
        database.project(projector, batch);
    }

    private ProcessProjector projector() {
        return new ProcessProjector(
                database.model(),
                database.dictionaries(),
                new ProjectionCounters(new SimpleMeterRegistry(), "processes", 0));
    }
}
