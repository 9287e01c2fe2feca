package io.nodepulse.audit.store;

import java.time.Duration;

/**
 * How the event store is looked after.
 *
 * @param retention how long scrapes are kept where there are no segments; zero for ever
 * @param inValkey scrapes older than this are removed from Valkey, where there are segments once
 *     they are in one; zero keeps all
 * @param sealEvery how often new entries are sealed
 * @param trimEvery how often retired entries are removed
 */
public record MaintenanceSettings(
        Duration retention, Duration inValkey, Duration sealEvery, Duration trimEvery) {}
