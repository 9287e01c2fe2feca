package io.nodepulse.launcher.person;

import static java.util.stream.Collectors.joining;

import io.nodepulse.events.ShownName;
import io.nodepulse.launcher.BadInputException;
import io.nodepulse.launcher.api.AskingCommand;
import io.nodepulse.launcher.api.Confirmation;
import io.nodepulse.launcher.api.PathPart;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;

/** Lets somebody in no more, with the administrator's token, once somebody has said their name. */
@Command(
        name = "remove",
        header = "Lets a person sign in no more, and erases them on request.",
        description = {
            "Their sessions end, and API tokens that they issued. What they did stays on record,"
                    + " under their name and the addresses that they came from.",
            "With --erase nobody can read these any more, for good: the record says (erased) with a"
                    + " number instead, and all proofs hold. That also goes for who was removed"
                    + " before. Backups of before keep them."
        })
final class RemoveCommand extends AskingCommand {

    @Parameters(paramLabel = "NAME", description = "By which the person signs in.")
    private String name = "";

    @Option(
            names = "--erase",
            description = "Erases their name and addresses from the record as well.")
    private boolean erase;

    @Option(
            names = "--provider",
            paramLabel = "ID",
            description = "With --erase: NAME is of somebody of that provider of identities.")
    private @Nullable String provider;

    @Option(names = "--yes", description = "Does not ask.")
    private boolean yes;

    @Override
    protected int run(PrintWriter out) {
        String shown = ShownName.of(name);
        if (provider != null && !erase) {
            throw new BadInputException("A provider removes its people by itself: say --erase");
        }
        if (!yes) {
            confirm(shown);
        }
        JsonNode answer = target().api().delete(path(), target().adminToken());
        if (!erase) {
            out.printf("%s is removed.%n", shown);
            return 0;
        }
        String numbers =
                answer.path("numbers").valueStream().map(JsonNode::asString).collect(joining(", "));
        out.printf("%s is erased; (erased) %s stands in the place of the name.%n", shown, numbers);
        if (answer.path("in_the_clear").asBoolean(false)) {
            out.println(
                    "What was written before names were sealed still has the name and addresses.");
        }
        return 0;
    }

    private String path() {
        String path = "/api/people/" + PathPart.of(name) + (erase ? "?erase=true" : "");
        return provider == null ? path : path + "&provider=" + PathPart.of(provider);
    }

    private void confirm(String shown) {
        if (erase) {
            Confirmation.require(
                    shown,
                    "This removes %s and erases their name and addresses from the record, for good."
                            .formatted(shown),
                    "--yes to remove and erase " + shown,
                    "Nobody was removed or erased.");
        } else {
            Confirmation.require(
                    shown,
                    "This removes %s, and the API tokens that they issued.".formatted(shown),
                    "--yes to remove " + shown,
                    "Nobody was removed.");
        }
    }
}
