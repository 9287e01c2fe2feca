package io.nodepulse.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lines as kernels, systemd and the runtimes write them. */
class CgroupUnitTest {

    private static final String ID =
            "3f2a9c1e5b7d8064a1b2c3d4e5f60718293a4b5c6d7e8f901a2b3c4d5e6f7081";
    private static final String POD = "pod1b2f3a4c_5d6e_7f80_91a2_b3c4d5e6f708";
    private static final String PLAIN_POD = "pod1b2f3a4c-5d6e-7f80-91a2-b3c4d5e6f708";

    @Test
    void isTheInnermostUnit() {
        unit("0::/system.slice/nginx.service", "nginx.service");
        unit("0::/system.slice/system-getty.slice/getty@tty1.service", "getty@tty1.service");
        unit("0::/system.slice/foo.service/payload", "foo.service");
        unit("0::/user.slice/user-1000.slice/session-3.scope", "session-3.scope");
        unit(
                "0::/user.slice/user-1000.slice/user@1000.service/app.slice/app-x\\x2dy.service",
                "app-x\\x2dy.service");
        unit("0::/init.scope", "init.scope");
        unit("0::/../../nginx.service", "nginx.service");
        unit("0::/", null);
        unit("0::/system.slice", null);
        unit("", null);
        unit("nonsense", null);
        unit("0::", null);
    }

    @Test
    void readsTheFirstVersionToo() {
        unit(
                "12:pids:/system.slice/cron.service\n1:name=systemd:/system.slice/cron.service\n",
                "cron.service");
        unit("5:memory:/elsewhere.service\n1:name=systemd:/\n", null);
        unit("1:name=systemd:/docker/" + ID, "docker-" + ID + ".scope");
        // Without systemd's driver, the second version's tree has only what started it.
        unit(
                "1:name=systemd:/docker/" + ID + "\n0::/system.slice/containerd.service\n",
                "docker-" + ID + ".scope");
        unit("1:name=systemd:/\n0::/system.slice/cron.service\n", "cron.service");
    }

    @Test
    void namesContainersAlikeWithAndWithoutSystemd() {
        unit("0::/system.slice/docker-" + ID + ".scope", "docker-" + ID + ".scope");
        unit("0::/docker/" + ID, "docker-" + ID + ".scope");
        unit("0::/docker/" + ID + "/system.slice/nginx.service", "nginx.service");
        unit("0::/machine.slice/libpod-" + ID + ".scope", "libpod-" + ID + ".scope");
        unit("0::/machine.slice/libpod-" + ID + ".scope/container", "libpod-" + ID + ".scope");
        unit("0::/libpod_parent/libpod-" + ID, "libpod-" + ID + ".scope");
        unit(
                "0::/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-"
                        + ID
                        + ".scope/container",
                "libpod-" + ID + ".scope");
        unit("0::/system.slice/nerdctl-" + ID + ".scope", "nerdctl-" + ID + ".scope");
        unit("0::/default/" + ID, ID);
        unit("0::/lxc.payload.web", "lxc.payload.web");
    }

    @Test
    void namesContainersOfKubernetes() {
        String slice = "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-" + POD;
        String cri = "cri-containerd-" + ID + ".scope";
        unit("0::" + slice + ".slice/" + cri, cri);
        unit("1:name=systemd:" + slice + ".slice/" + cri, cri);
        unit("0::" + slice + ".slice/crio-" + ID + ".scope", "crio-" + ID + ".scope");
        unit("0::" + slice + ".slice/docker-" + ID + ".scope", "docker-" + ID + ".scope");
        unit("0::/kubepods/burstable/" + PLAIN_POD + "/" + ID, ID);
        unit("11:cpu:/x\n1:name=systemd:/kubepods/besteffort/" + PLAIN_POD + "/" + ID, ID);
        unit(
                "0::/system.slice/containerd.service/kubepods-burstable-"
                        + POD
                        + ".slice:cri-containerd:"
                        + ID,
                cri);
    }

    private static void unit(String cgroup, @Nullable String unit) {
        assertThat(CgroupUnit.of(cgroup)).as(cgroup).isEqualTo(unit);
    }
}
