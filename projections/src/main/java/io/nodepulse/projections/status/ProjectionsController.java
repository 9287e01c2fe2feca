package io.nodepulse.projections.status;

import io.nodepulse.access.caller.AuditLog;
import io.nodepulse.edge.Kind;
import io.nodepulse.edge.Parameters;
import io.nodepulse.edge.Refused;
import io.nodepulse.edge.Takes;
import io.nodepulse.events.administration.ProjectionRepaired;
import io.nodepulse.events.administration.RebuildCancelled;
import io.nodepulse.events.administration.RebuildStarted;
import io.nodepulse.projections.rebuild.ComparedServers;
import io.nodepulse.projections.rebuild.Rebuilds;
import io.nodepulse.projections.repair.RepairedRange;
import io.nodepulse.projections.repair.Repairs;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;

/** How the projections stand, and their rebuilds. */
@RestController
public record ProjectionsController(
        StatusReader statuses, Rebuilds rebuilds, Repairs repairs, AuditLog auditLog) {

    private static final String AFTER = "after";

    /** All projections. */
    public record Projections(List<ProjectionStatus> projections) {}

    @GetMapping("/api/projections")
    Projections projections() {
        return new Projections(statuses.read());
    }

    /** What was repaired, by shard. */
    public record Repaired(List<RepairedRange> repaired) {}

    /** Lets a projection go on that cannot; 409 if nothing keeps it from it. */
    @PostMapping("/api/projections/{name}/repair")
    Repaired repair(@PathVariable String name) {
        List<RepairedRange> ranges = repairs.repair(name);
        if (ranges.isEmpty()) {
            throw conflict("nothing keeps '" + name + "' from going on");
        }
        ranges.forEach(range -> auditLog.record(at -> repaired(name, range, at)));
        return new Repaired(ranges);
    }

    private static ProjectionRepaired repaired(String name, RepairedRange range, Instant at) {
        return new ProjectionRepaired(
                name, range.shard(), range.kind(), range.first(), range.last(), at);
    }

    /**
     * Begins a rebuild; 409 if one is under way, or if the event store does not reach back as far
     * as the tables do and {@value RebuildParameters#ACCEPT_LOSS} does not say that what is older
     * may be lost. It may be of some servers, of a time, and without scrapes as they came; the
     * answer says what it is of, in whole buckets. A {@value RebuildParameters#DRY_RUN} changes
     * nothing that is served: it is compared, and switched to or cancelled.
     */
    @PostMapping("/api/projections/{name}/rebuild")
    @Takes(
            value = {
                RebuildParameters.ACCEPT_LOSS,
                RebuildParameters.DRY_RUN,
                RebuildParameters.FROM,
                RebuildParameters.TO,
                RebuildParameters.WITHOUT_RAW
            },
            lists = RebuildParameters.SERVERS)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ProjectionStatus rebuild(@PathVariable String name, Parameters parameters) {
        RebuildParameters asked = new RebuildParameters(parameters);
        if (!rebuilds.start(name, asked.scope(), asked.isDryRun(), asked.acceptsLoss())) {
            throw conflict("'" + name + "' is being rebuilt already");
        }
        auditLog.record(at -> new RebuildStarted(name, at));
        return status(name);
    }

    /**
     * What a dry run found, of as many servers as are compared in some seconds: the next call is
     * for those {@value AFTER} the last of them. 409 before it has caught up, or where there is
     * none.
     */
    @GetMapping("/api/projections/{name}/rebuild/comparison")
    @Takes(AFTER)
    ComparedServers compare(@PathVariable String name, Parameters parameters) {
        return rebuilds.compare(name, parameters.optional(AFTER, Kind.UUID).orElse(null))
                .orElseThrow(() -> conflict("no dry run of '" + name + "' has caught up"));
    }

    /** Lets what a dry run made take the place of what is served; 409 as for a rebuild. */
    @PostMapping("/api/projections/{name}/rebuild/switch")
    @Takes(RebuildParameters.ACCEPT_LOSS)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ProjectionStatus release(@PathVariable String name, Parameters parameters) {
        if (!rebuilds.release(name, new RebuildParameters(parameters).acceptsLoss())) {
            throw conflict("there is no dry run of '" + name + "'");
        }
        auditLog.record(at -> new RebuildStarted(name, at));
        return status(name);
    }

    /** Cancels a rebuild; 409 if none is under way. */
    @DeleteMapping("/api/projections/{name}/rebuild")
    ProjectionStatus cancel(@PathVariable String name) {
        if (!rebuilds.cancel(name)) {
            throw conflict("'" + name + "' is not being rebuilt");
        }
        auditLog.record(at -> new RebuildCancelled(name, at));
        return status(name);
    }

    private static Refused conflict(String why) {
        return Refused.of(HttpStatus.CONFLICT, why);
    }

    private ProjectionStatus status(String name) {
        return statuses.read().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
