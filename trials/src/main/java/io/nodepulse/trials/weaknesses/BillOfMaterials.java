package io.nodepulse.trials.weaknesses;

import io.nodepulse.launcher.BadInputException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The components of a CycloneDX file in JSON.
 *
 * @param unnamed what the file lists without a package URL of a version, by its name
 */
record BillOfMaterials(List<Component> components, List<String> unnamed) {

    private static final JsonMapper JSON = new JsonMapper();

    static BillOfMaterials read(Path file) {
        JsonNode bill = parsed(file);
        if (!bill.path("bomFormat").asString("").equals("CycloneDX")) {
            throw new BadInputException(file + " is no bill of materials of CycloneDX in JSON");
        }
        BillOfMaterials read = new BillOfMaterials(new ArrayList<>(), new ArrayList<>());
        read.addAll(bill.path("components"));
        if (read.components.isEmpty()) {
            throw new BadInputException(file + " lists no component with a package URL");
        }
        return read;
    }

    private static JsonNode parsed(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new BadInputException(
                    file
                            + " is not there: 'mvn -DskipTests package' in the checkout makes the"
                            + " bills of materials (not with -o), or name one with --bom");
        } catch (IOException | JacksonException e) {
            throw new BadInputException(file + " cannot be read: " + e.getMessage());
        }
    }

    /** Components may hold components. */
    private void addAll(JsonNode list) {
        for (JsonNode each : list) {
            try {
                components.add(component(each.path("purl").asString("")));
            } catch (IllegalArgumentException e) {
                unnamed.add(each.path("name").asString("(no name)"));
            }
            addAll(each.path("components"));
        }
    }

    private static Component component(String packageUrl) {
        Component component = Component.ofPackageUrl(packageUrl);
        String version = component.version();
        // A version that is none in its ecosystem cannot be looked up.
        Ecosystem.ofPurlType(component.type())
                .ifPresent(ecosystem -> ecosystem.order().compare(version, version));
        return component;
    }
}
