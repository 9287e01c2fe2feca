package io.nodepulse.projections.stream;

import io.nodepulse.projections.partition.ProjectionTable;
import io.nodepulse.projections.readmodel.ReadModel;

import java.time.Duration;
import java.util.List;

/**
 * A read model that is projected from events.
 *
 * @param name its name in the API
 * @param tables its tables, which a rebuild replaces
 * @param unit the longest time that a row stands for; where it begins is a multiple of it since
 *     1970, plus the offset of the server's grid
 * @param projectors makes the projector of a shard
 */
public record ProjectionKind(
        String name, List<ProjectionTable> tables, Duration unit, ProjectorMaker projectors) {

    /** Names of its tables. */
    public List<String> tableNames() {
        return tables.stream().map(ProjectionTable::name).toList();
    }

    /** Makes projectors. */
    @FunctionalInterface
    public interface ProjectorMaker {

        /**
         * @param name what the projector's counts are tagged with
         */
        Projector make(ReadModel model, String name, int shard);
    }
}
