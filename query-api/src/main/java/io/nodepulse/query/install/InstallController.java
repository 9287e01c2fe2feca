package io.nodepulse.query.install;

import io.nodepulse.edge.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The script that makes a machine a monitored server, and what it installs. The folder is looked at
 * with each request, so an archive can be put there at any time.
 */
@Tag(name = "install")
@RestController
public final class InstallController {

    private static final MediaType SCRIPT =
            new MediaType("text", "x-shellscript", StandardCharsets.UTF_8);

    private final @Nullable Path directory;
    private final @Nullable PinnedCertificate certificate;
    private final InstallScript script = InstallScript.read();

    public InstallController(InstallSettings settings) {
        this.directory = settings.directory();
        this.certificate =
                Optional.ofNullable(settings.certificate())
                        .map(PinnedCertificate::read)
                        .orElse(null);
    }

    @Operation(
            operationId = "install",
            summary = "What the line that adds a server needs besides a token")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = InstallAnswer.class)))
    @GetMapping("/api/install")
    ResponseEntity<InstallAnswer> facts() {
        List<AgentArchive> archives = AgentArchive.in(directory);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .body(
                        new InstallAnswer(
                                archives.stream().map(InstallAnswer.Archive::of).toList(),
                                archives.isEmpty() ? missing() : null,
                                certificate == null ? null : certificate.publicKeyPin()));
    }

    @Operation(
            operationId = "installScript",
            summary = "The script that installs an agent and registers its server")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/x-shellscript"))
    @GetMapping("/install.sh")
    ResponseEntity<byte[]> script(HttpServletRequest request) {
        List<AgentArchive> archives = AgentArchive.in(directory);
        if (archives.isEmpty()) {
            throw Refused.of(HttpStatus.NOT_FOUND, missing());
        }
        String text = script.filled(InstallScript.addressOf(request), archives, certificate);
        return ResponseEntity.ok()
                .contentType(SCRIPT)
                .cacheControl(CacheControl.noCache())
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    @Operation(operationId = "installFile", summary = "An archive of the agent, or its SHA-256")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "application/x-xz"))
    @GetMapping("/install/{file}")
    ResponseEntity<Resource> file(@PathVariable String file) {
        for (AgentArchive archive : AgentArchive.in(directory)) {
            if (file.equals(archive.name())) {
                return sent(archive.file(), new MediaType("application", "x-xz"));
            }
            if (file.equals(archive.name() + AgentArchive.DIGEST_SUFFIX)) {
                return sent(archive.file().resolveSibling(file), MediaType.TEXT_PLAIN);
            }
        }
        throw Refused.of(HttpStatus.NOT_FOUND, "there is no " + file + " to install");
    }

    private static ResponseEntity<Resource> sent(Path file, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noCache())
                .body(new FileSystemResource(file));
    }

    private String missing() {
        return directory == null
                ? "no agent can be installed from here: nodepulse.install.directory is not set"
                : "no agent can be installed from here: %s has no nodepulse-agent_<version>_<arch>.tar.xz"
                                .formatted(directory)
                        + " with its .sha256; build them with"
                        + " mvn -Pagent-packages -pl agent -am -DskipTests package";
    }
}
