package io.nodepulse.projections.status;

import io.nodepulse.events.service.AdminToken;
import io.nodepulse.projections.rebuild.Rebuilds;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

/** How the projections stand, and their rebuilds. */
@RestController
public final class ProjectionsController {

    private final StatusReader statuses;
    private final Rebuilds rebuilds;
    private final AdminToken admin;

    public ProjectionsController(StatusReader statuses, Rebuilds rebuilds, AdminToken admin) {
        this.statuses = statuses;
        this.rebuilds = rebuilds;
        this.admin = admin;
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
    ProjectionStatus rebuild(
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
                    @Nullable String authorization) {
        admin.require(authorization);
        if (!rebuilds.start(name)) {
            throw new RebuildConflictException("'" + name + "' is being rebuilt already");
        }
        return status(name);
    }

    /** Cancels a rebuild; 409 if none is under way. */
    @DeleteMapping("/api/projections/{name}/rebuild")
    ProjectionStatus cancel(
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
                    @Nullable String authorization) {
        admin.require(authorization);
        if (!rebuilds.cancel(name)) {
            throw new RebuildConflictException("'" + name + "' is not being rebuilt");
        }
        return status(name);
    }

    private ProjectionStatus status(String name) {
        return statuses.read().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
