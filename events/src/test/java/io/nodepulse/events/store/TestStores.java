package io.nodepulse.events.store;

import io.nodepulse.embedded.EmbeddedValkey;

import java.util.UUID;

/** Event stores of their own, all on one real Valkey. */
final class TestStores {

    private TestStores() {}

    static EventStoreSettings settings(int shards) {
        return EventStoreSettings.at(EmbeddedValkey.shared().uri())
                .withNamespace("test-" + UUID.randomUUID())
                .withShards(shards);
    }

    static ValkeyEventStore open(int shards) {
        return ValkeyEventStore.open(settings(shards));
    }
}
