package io.nodepulse.query.servers;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.util.UUID;

/** A process of a server, by its name. */
@JsonNaming(SnakeCaseStrategy.class)
record FoundProcess(UUID serverId, String name) {}
