package io.nodepulse.agent.process;

import io.nodepulse.agent.procfs.KernelFiles;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The control groups (v2) of this machine: which are units, slices and containers, and which
 * processes each has, those of groups within counted in. Used by one thread.
 *
 * <p>A folder that is neither, as those without systemd are, is called as systemd would call the
 * slice: {@code kubepods/burstable} is {@code kubepods-burstable.slice}. What is within a unit or a
 * container belongs to it, but for the units of a user's own systemd.
 */
final class CgroupTree {

    /** Beyond, folders are only counted. */
    private static final int MAX_FOLDERS = 20_000;

    private static final int MAX_DEPTH = 32;

    /** Hard links of a folder without folders; fewer where the file system does not count them. */
    private static final int LINKS_OF_A_LEAF = 2;

    private static final String SLICE = ".slice";

    /** Takes a control group that has a name; those within it come before. */
    interface Visitor {

        /**
         * @param folder below the root
         * @param pids its processes stand at {@code from} and behind, before {@code to}
         */
        void take(String folder, String name, int[] pids, int from, int to);
    }

    private enum Place {
        OUTSIDE,
        IN_UNIT,
        IN_CONTAINER
    }

    private final KernelFiles files;
    private final Visitor visitor;
    private int[] pids = new int[256];
    private int count;
    private int folders;
    private int beyond;

    CgroupTree(KernelFiles files, Visitor visitor) {
        this.files = files;
        this.visitor = visitor;
    }

    /** The files of the first of these folders that is of v2; of the first where none is. */
    static KernelFiles mounted(List<Path> roots) {
        return new KernelFiles(
                roots.stream().filter(CgroupTree::isMounted).findFirst().orElse(roots.getFirst()));
    }

    /** Whether it is one of v2. */
    static boolean isMounted(Path root) {
        return Files.exists(root.resolve("cgroup.controllers"));
    }

    /**
     * Visits all of them.
     *
     * @return how many were not looked at, because there are too many or they lie too deep
     */
    int visit() {
        count = 0;
        folders = 0;
        beyond = 0;
        for (String child : children("")) {
            walk(child, child, "", Place.OUTSIDE, 1);
        }
        return beyond;
    }

    private void walk(String folder, String own, String parent, Place place, int depth) {
        if (++folders > MAX_FOLDERS || depth > MAX_DEPTH) {
            beyond++;
            return;
        }
        String name = name(folder, own, parent, place);
        Place within = name == null ? place : placeWithin(own, name);
        int from = count;
        readPids(folder);
        for (String child : children(folder)) {
            walk(folder + "/" + child, child, own, within, depth + 1);
        }
        if (name != null) {
            visitor.take(folder, name, pids, from, count);
        }
    }

    private static @Nullable String name(String folder, String own, String parent, Place place) {
        if (place == Place.IN_CONTAINER) {
            return null;
        }
        String unit = CgroupUnit.shortName(own, parent);
        if (unit != null || own.endsWith(SLICE)) {
            return unit == null ? own : unit;
        }
        return place == Place.IN_UNIT ? null : folder.replace('/', '-') + SLICE;
    }

    private static Place placeWithin(String own, String name) {
        if (name.endsWith(SLICE)) {
            return Place.OUTSIDE;
        }
        return CgroupUnit.isContainer(own) ? Place.IN_CONTAINER : Place.IN_UNIT;
    }

    /** One that is gone has none; so has a threaded one, whose processes are its parent's. */
    private void readPids(String folder) {
        try {
            files.load(folder + "/cgroup.procs");
        } catch (IOException _) {
            return;
        }
        while (files.position() < files.length()) {
            long pid = files.number();
            if (pid > 0) {
                if (count == pids.length) {
                    pids = Arrays.copyOf(pids, count * 2);
                }
                pids[count++] = (int) pid;
            }
            files.nextLine();
        }
    }

    private String[] children(String folder) {
        File directory = files.root().resolve(folder).toFile();
        if (isLeaf(directory)) {
            return new String[0];
        }
        String[] names = directory.list((parent, name) -> new File(parent, name).isDirectory());
        return names == null ? new String[0] : names;
    }

    private static boolean isLeaf(File directory) {
        try {
            Object links = Files.getAttribute(directory.toPath(), "unix:nlink");
            return links instanceof Integer number && number == LINKS_OF_A_LEAF;
        } catch (IOException | UnsupportedOperationException _) {
            return false;
        }
    }
}
