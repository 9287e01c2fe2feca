package io.nodepulse.launcher.api;

import io.nodepulse.launcher.CommandFailedException;
import io.nodepulse.launcher.DataFolder;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The options of every command that asks a running NodePulse: which one, and with what right. */
public final class Target {

    private static final String USUAL_ADDRESS = "http://127.0.0.1:8080/";
    private static final String ADMIN_TOKEN = "NODEPULSE_ADMIN_TOKEN";

    @Option(
            names = "--url",
            description = "Address of the NodePulse to ask; default: the one on this machine.")
    private @Nullable String url;

    @Option(names = "--data", paramLabel = "DIR", description = "Data folder of that one.")
    private @Nullable Path data;

    /** A client of the NodePulse that is meant. */
    public ApiClient api() {
        Optional<String> shown = given();
        shown.ifPresent(token -> requireOurs());
        return new ApiClient(address(), shown.orElse(null));
    }

    private String address() {
        return Optional.ofNullable(url).or(() -> folder().address()).orElse(USUAL_ADDRESS);
    }

    /** Before a token goes to an address that nobody named. */
    private void requireOurs() {
        if (url != null) {
            return;
        }
        try {
            TokenReceiver.ofThisMachine().require(URI.create(address()));
        } catch (IOException e) {
            throw new CommandFailedException(
                    "Who listens at %s cannot be told: %s".formatted(address(), e.getMessage()), e);
        }
    }

    /** The environment's token; one found in the data folder is not sent where it need not be. */
    private static Optional<String> given() {
        return Optional.ofNullable(System.getenv(ADMIN_TOKEN)).filter(token -> !token.isEmpty());
    }

    /** The administrator's token: the environment's, or else the one in the data folder. */
    public String adminToken() {
        requireOurs();
        return given().orElseGet(this::kept);
    }

    private String kept() {
        Path file = folder().adminToken().path();
        try {
            return folder().adminToken()
                    .read()
                    .orElseThrow(
                            () ->
                                    new CommandFailedException(
                                            "No admin token: set %s, or name the data folder of a running 'nodepulse up' with --data (looked at %s)"
                                                    .formatted(ADMIN_TOKEN, file)));
        } catch (IOException e) {
            throw new CommandFailedException(
                    "The admin token in %s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private DataFolder folder() {
        return DataFolder.of(Optional.ofNullable(data), System.getenv());
    }
}
