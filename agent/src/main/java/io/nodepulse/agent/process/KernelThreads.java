package io.nodepulse.agent.process;

/**
 * Names of kernel threads without what tells one of a kind from the next: {@code
 * kworker/0:1-events} is {@code kworker}, {@code ksoftirqd/3} is {@code ksoftirqd}, {@code
 * jbd2/sda1-8} is {@code jbd2}. One rule for pages and for /proc: a name that begins with one of
 * these words and a slash ends before the slash. Other names keep theirs, which may separate a user
 * or a path.
 */
final class KernelThreads {

    private static final String[] KINDS = {
        "kworker",
        "ksoftirqd",
        "migration",
        "cpuhp",
        "idle_inject",
        "irq",
        "irq_work",
        "ktimers",
        "ktimersoftd",
        "posixcputmr",
        "watchdog",
        "stopper",
        "rcub",
        "rcuc",
        "rcuog",
        "rcuop",
        "rcuos",
        "rcuob",
        "backlog_napi",
        "napi",
        "jbd2",
        "kdmflush",
        "dmcrypt_write",
        "kcryptd",
        "kvm-pit",
        "xfsaild",
        "xfs-buf",
        "xfs-cil",
        "xfs-conv",
        "xfs-data",
        "xfs-eofblocks",
        "xfs-blockgc",
        "xfs-gc",
        "xfs-inodegc",
        "xfs-inode",
        "xfs-log",
        "xfs-reclaim",
        "xfs-sync"
    };

    private KernelThreads() {}

    /** The name, or what it begins with where it is one of a kind. */
    static String kind(String name) {
        int slash = name.indexOf('/');
        if (slash > 0) {
            for (String kind : KINDS) {
                if (kind.length() == slash && name.startsWith(kind)) {
                    return kind;
                }
            }
        }
        return name;
    }
}
