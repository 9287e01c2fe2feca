package io.nodepulse.audit.store;

import java.time.Duration;

/**
 * How the event store is looked after.
 *
 * @param retention scrapes older than this are retired; zero keeps all
 * @param sealEvery how often new entries are sealed
 * @param trimEvery how often retired entries are removed
 */
public record MaintenanceSettings(Duration retention, Duration sealEvery, Duration trimEvery) {}
