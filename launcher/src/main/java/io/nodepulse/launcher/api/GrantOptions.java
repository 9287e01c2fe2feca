package io.nodepulse.launcher.api;

import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;

/** What somebody new may do, and on which servers. */
public final class GrantOptions {

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            defaultValue = "viewer",
            description = "viewer, operator or admin; default: ${DEFAULT-VALUE}")
    private String role = "viewer";

    @Option(
            names = "--server-tag",
            paramLabel = "TAG",
            description = "Limits a viewer or operator to servers that have it, or another given.")
    private List<String> serverTags = new ArrayList<>();

    public String role() {
        return role;
    }

    /** None are all servers. */
    public List<String> serverTags() {
        return serverTags;
    }
}
