package io.nodepulse.events.store;

/** The contract, where the store has one shard. */
class SingleShardEngineTest extends EngineContract {

    SingleShardEngineTest() {
        super(1, 0);
    }
}
