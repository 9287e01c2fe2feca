package io.nodepulse.events.store;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.StorageEngineTestSuite;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;

/** Axon's own suite, run against one shard of a store. */
@NullUnmarked
abstract class EngineContract extends StorageEngineTestSuite<EventStorageEngine> {

    private final int shards;
    private final int shard;
    private ValkeyEventStore store;

    EngineContract(int shards, int shard) {
        this.shards = shards;
        this.shard = shard;
    }

    EventStoreSettings settings(int shards) {
        return TestStores.settings(shards);
    }

    @Override
    protected EventStorageEngine buildStorageEngine() {
        store = ValkeyEventStore.open(settings(shards));
        return new PromptEngine(store.engine(shard));
    }

    @AfterAll
    void closeStore() {
        store.close();
    }

    @Override
    protected ProcessingContext processingContext() {
        return null;
    }
}
