package io.nodepulse.projections.status;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

import java.util.List;

/** Ready means that no shard waits for a repair, as of the last look at the projections. */
public final class ProjectionsHealth extends AbstractHealthIndicator {

    private volatile List<String> broken = List.of();

    /** Takes what a look at the projections found. */
    public void take(List<ProjectionStatus> statuses) {
        broken =
                statuses.stream()
                        .flatMap(
                                projection ->
                                        projection.shards().stream()
                                                .filter(shard -> shard.broken() != null)
                                                .map(
                                                        shard ->
                                                                projection.name()
                                                                        + "-"
                                                                        + shard.shard()))
                        .toList();
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        List<String> found = broken;
        if (found.isEmpty()) {
            health.up();
        } else {
            health.down().withDetail("broken", found);
        }
    }
}
