package io.nodepulse.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.agent.procfs.KernelFiles;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Which folders are units, slices and containers, by the forms that systemd and runtimes write. */
class CgroupTreeTest {

    private static final String ID =
            "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    @TempDir Path root;

    private final Map<String, Integer> visited = new TreeMap<>();

    private CgroupTree tree() {
        return new CgroupTree(
                new KernelFiles(root),
                (folder, name, pids, from, to) -> visited.put(folder + " = " + name, to - from));
    }

    private void group(String folder, int... pids) throws IOException {
        Files.createDirectories(root.resolve(folder));
        StringBuilder lines = new StringBuilder();
        for (int pid : pids) {
            lines.append(pid).append('\n');
        }
        Files.writeString(root.resolve(folder).resolve("cgroup.procs"), lines);
    }

    @ParameterizedTest
    @CsvSource({
        // systemd
        "init.scope, init.scope",
        "system.slice, system.slice",
        "system.slice/nginx.service, nginx.service",
        "system.slice/system-getty.slice/getty@tty1.service, getty@tty1.service",
        "system.slice/docker.service/supervisor,",
        "user.slice/user-1000.slice/session-3.scope, session-3.scope",
        "user.slice/user-1000.slice/user@1000.service, user@1000.service",
        "user.slice/user-1000.slice/user@1000.service/app.slice, app.slice",
        "user.slice/user-1000.slice/user@1000.service/app.slice/dbus.service, dbus.service",
        "user.slice/user-1000.slice/user@1000.service/init.scope, init.scope",
        // Docker, by systemd and without it
        "system.slice/docker-ID.scope, docker-0123456789ab.scope",
        "system.slice/docker-ID.scope/system.slice/cron.service,",
        "docker, docker.slice",
        "docker/ID, docker-0123456789ab.scope",
        "docker/ID/init,",
        // Podman, of root and of a user
        "machine.slice/libpod-ID.scope, libpod-0123456789ab.scope",
        "machine.slice/libpod-ID.scope/container,",
        "user.slice/user-1000.slice/user@1000.service/user.slice/libpod-ID.scope, "
                + "libpod-0123456789ab.scope",
        // containerd and CRI-O under Kubernetes, by systemd
        "kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod7.slice, "
                + "kubepods-burstable-pod7.slice",
        "kubepods.slice/kubepods-pod7.slice/cri-containerd-ID.scope, "
                + "cri-containerd-0123456789ab.scope",
        "kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod7.slice/crio-ID.scope, "
                + "crio-0123456789ab.scope",
        // and without it
        "kubepods/burstable, kubepods-burstable.slice",
        "kubepods/burstable/pod7, kubepods-burstable-pod7.slice",
        "kubepods/burstable/pod7/ID, 0123456789ab",
        // LXC
        "lxc.payload.web, lxc.payload.web",
        "lxc.payload.web/system.slice/nginx.service,",
    })
    void aFolderIsCalledAsItIsKnown(String folder, @Nullable String name) throws IOException {
        String whole = folder.replace("ID", ID);
        group(whole, 7);

        tree().visit();

        if (name == null) {
            assertThat(visited.keySet()).noneMatch(each -> each.startsWith(whole + " "));
        } else {
            assertThat(visited).containsEntry(whole + " = " + name, 1);
        }
    }

    @Test
    void processesCountInAllThatHoldsThem() throws IOException {
        group("system.slice");
        group("system.slice/web.service", 1, 2);
        group("system.slice/web.service/workers", 3, 4, 5);
        group("system.slice/cron.service", 6);

        assertThat(tree().visit()).isZero();

        assertThat(visited)
                .containsExactly(
                        Map.entry("system.slice = system.slice", 6),
                        Map.entry("system.slice/cron.service = cron.service", 1),
                        Map.entry("system.slice/web.service = web.service", 5));
    }

    @Test
    void whatIsTooDeepIsCounted() throws IOException {
        group("a/".repeat(40) + "x.service", 1);

        assertThat(tree().visit()).isPositive();
        assertThat(visited).isNotEmpty();
    }
}
