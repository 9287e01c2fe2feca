package io.nodepulse.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * What PostgreSQL calls a cluster: the directory of one server with all its databases.
 *
 * @param path a real path, with no links in it
 */
record PostgresFiles(Path path) {

    /** Made beside its place and renamed, so that a kill in the middle leaves no half cluster. */
    void create(PostgresBinaries binaries, String user) throws IOException {
        Path staging = path.resolveSibling("cluster.part");
        DirectoryTree.delete(staging);
        ProgramRun run =
                ProgramRun.of(
                        binaries.command(
                                "initdb",
                                "--pgdata=" + staging,
                                "--username=" + user,
                                "--auth=trust",
                                "--encoding=UTF8",
                                "--locale-provider=builtin",
                                "--locale=C.UTF-8"),
                        Map.of());
        if (!run.succeeded()) {
            throw new IOException("initdb failed: " + run.lastLine());
        }
        Files.move(staging, path, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The server itself writes its state into the eighth line of its lock file. */
    boolean isServedBy(long pid) {
        try {
            List<String> lines = Files.readAllLines(path.resolve("postmaster.pid"));
            return lines.size() >= 8
                    && lines.get(0).equals(Long.toString(pid))
                    && lines.get(7).strip().equals("ready");
        } catch (IOException e) {
            return false;
        }
    }

    /** The server's processes: all of them work in this directory. */
    ServersOnDirectory servers() {
        return new ServersOnDirectory(path, "postgres");
    }

    /** Copies them while no process writes. */
    void copyTo(Path copy) throws IOException {
        DirectoryTree.delete(copy);
        try (Freeze freeze = Freeze.of(servers()::find)) {
            DirectoryTree.copy(path, copy);
        }
    }

    /** Puts a copy in their place. */
    void replaceWith(Path copy) throws IOException {
        DirectoryTree.delete(path);
        DirectoryTree.copy(copy, path);
    }
}
