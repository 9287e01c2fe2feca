package io.nodepulse.agent.process;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The systemd unit or container of a process, from its {@code cgroup}: of the hierarchy that
 * systemd keeps, v1 or v2, the innermost folder that is one of
 *
 * <pre>
 * nginx.service, session-3.scope …          units; slices only hold others
 * docker-ID.scope, libpod-ID.scope,         containers in units of their own
 *   cri-containerd-ID.scope, crio-ID.scope
 * docker/ID, libpod-ID,                     the same without systemd: named like the above
 *   SLICE:cri-containerd:ID
 * kubepods/…/podUID/ID                      ID alone: the path does not tell the runtime
 * lxc.payload.NAME
 * </pre>
 */
final class CgroupUnit {

    private static final String V1 = ":name=systemd:";
    private static final String V2 = "0::";
    private static final String SCOPE = ".scope";

    private static final Pattern UNIT = Pattern.compile(".+\\.(?:service|scope|mount|socket|swap)");
    private static final Pattern CONTAINER =
            Pattern.compile("(?:(?:.*:)?([a-z][a-z-]*)[-:])?([0-9a-f]{64})");

    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

    private CgroupUnit() {}

    /** The unit in that text, lines {@code number:controllers:path}; null where there is none. */
    static @Nullable String of(String cgroup) {
        String unit = null;
        for (String line : cgroup.split("\n")) {
            int v1 = line.indexOf(V1);
            if (v1 > 0) {
                // Beside it, v2 shows only what started the container.
                String own = innermost(line.substring(v1 + V1.length()));
                if (own != null) {
                    return own;
                }
            } else if (line.startsWith(V2)) {
                unit = innermost(line.substring(V2.length()));
            }
        }
        return unit;
    }

    private static @Nullable String innermost(String path) {
        String[] folders = path.split("/");
        for (int i = folders.length - 1; i > 0; i--) {
            String unit = unit(folders[i], folders[i - 1]);
            if (unit != null) {
                return unit;
            }
        }
        return null;
    }

    /**
     * The unit or container that a folder is; a container with the first of its id, as it is known.
     */
    static @Nullable String shortName(String folder, String parent) {
        String unit = unit(folder, parent);
        Matcher id = unit == null ? null : ID.matcher(unit);
        return id != null && id.find() ? id.replaceFirst(id.group().substring(0, 12)) : unit;
    }

    /** Whether a folder is a container, or holds one. */
    static boolean isContainer(String folder) {
        return folder.startsWith("lxc.payload.") || ID.matcher(folder).find();
    }

    private static @Nullable String unit(String folder, String parent) {
        if (UNIT.matcher(folder).matches() || folder.startsWith("lxc.payload.")) {
            return folder;
        }
        Matcher container = CONTAINER.matcher(folder);
        if (!container.matches()) {
            return null;
        }
        String id = container.group(2);
        String runtime = parent.equals("docker") ? parent : container.group(1);
        return runtime == null ? id : runtime + "-" + id + SCOPE;
    }
}
