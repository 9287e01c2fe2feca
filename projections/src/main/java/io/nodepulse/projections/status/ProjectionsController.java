package io.nodepulse.projections.status;

import io.nodepulse.access.act.Acts;
import io.nodepulse.events.administration.RebuildCancelled;
import io.nodepulse.events.administration.RebuildStarted;
import io.nodepulse.projections.rebuild.Rebuilds;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

/** How the projections stand, and their rebuilds. */
@RestController
public final class ProjectionsController {

    private final StatusReader statuses;
    private final Rebuilds rebuilds;
    private final Acts acts;

    public ProjectionsController(StatusReader statuses, Rebuilds rebuilds, Acts acts) {
        this.statuses = statuses;
        this.rebuilds = rebuilds;
        this.acts = acts;
    }

    /** All projections. */
    public record Projections(List<ProjectionStatus> projections) {}

    @GetMapping("/api/projections")
    Projections projections() {
        return new Projections(statuses.read());
    }

    /** Begins a rebuild; 409 if one is under way. */
    @PostMapping("/api/projections/{name}/rebuild")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ProjectionStatus rebuild(@PathVariable String name) {
        if (!rebuilds.start(name)) {
            throw new RebuildConflictException("'" + name + "' is being rebuilt already");
        }
        acts.record(at -> new RebuildStarted(name, at));
        return status(name);
    }

    /** Cancels a rebuild; 409 if none is under way. */
    @DeleteMapping("/api/projections/{name}/rebuild")
    ProjectionStatus cancel(@PathVariable String name) {
        if (!rebuilds.cancel(name)) {
            throw new RebuildConflictException("'" + name + "' is not being rebuilt");
        }
        acts.record(at -> new RebuildCancelled(name, at));
        return status(name);
    }

    private ProjectionStatus status(String name) {
        return statuses.read().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
