package io.nodepulse.events.store;

/** The contract, for one of four shards. */
class ShardedEngineTest extends EngineContract {

    ShardedEngineTest() {
        super(4, 2);
    }
}
