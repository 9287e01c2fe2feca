package io.nodepulse.events.store.history;

import org.axonframework.messaging.eventhandling.EventMessage;

/**
 * Something an administrator did, in its place.
 *
 * @param shard the shard it stands in
 * @param sequence its number there
 * @param message the event, with who did it in its metadata
 */
public record AuditLogEntry(int shard, long sequence, EventMessage message) {}
