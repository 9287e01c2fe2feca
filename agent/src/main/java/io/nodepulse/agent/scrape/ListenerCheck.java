package io.nodepulse.agent.scrape;

import io.nodepulse.agent.http.HttpTarget;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Whether who answers at a loopback address may speak for this machine. Any account can listen on a
 * port above 1023 that is free, so an exporter's page counts only where the socket belongs to root,
 * to the agent's own account, or to one that the configuration names. Used by one thread.
 */
public final class ListenerCheck {

    private static final Path PROC = Path.of("/proc");

    private final HttpTarget target;
    private final List<String> trusted;
    private final ListenerTable table;
    private final LocalAccounts accounts;
    private final int ownUid;
    private final ExporterStats stats;

    /**
     * @param trusted names and numbers of accounts
     */
    public ListenerCheck(HttpTarget target, List<String> trusted, ExporterStats stats)
            throws IOException {
        this(
                target,
                trusted,
                new ListenerTable(PROC.resolve("net")),
                new LocalAccounts(Path.of("/etc/passwd")),
                (Integer) Files.getAttribute(PROC.resolve("self"), "unix:uid"),
                stats);
    }

    ListenerCheck(
            HttpTarget target,
            List<String> trusted,
            ListenerTable table,
            LocalAccounts accounts,
            int ownUid,
            ExporterStats stats) {
        this.target = target;
        this.trusted = List.copyOf(trusted);
        this.table = table;
        this.accounts = accounts;
        this.ownUid = ownUid;
        this.stats = stats;
    }

    /**
     * @throws IOException naming the account that is not trusted
     */
    void require() throws IOException {
        InetAddress address = address();
        if (!address.isLoopbackAddress()) {
            return;
        }
        Set<Integer> owners = table.owners(address, target.port());
        if (owners.isEmpty()) {
            throw new IOException("nobody listens on " + target.authority());
        }
        for (int uid : owners) {
            if (!isTrusted(uid)) {
                String refusal =
                        "the listener on "
                                + target.authority()
                                + " belongs to "
                                + accounts.describe(uid)
                                + ", which is not trusted to speak for this machine: end it, or"
                                + " name that user in trusted_users";
                stats.refusedListener(refusal);
                throw new IOException(refusal);
            }
        }
        stats.refusedListener("");
    }

    private boolean isTrusted(int uid) {
        return uid == 0 || uid == ownUid || trusted.stream().anyMatch(one -> accounts.is(uid, one));
    }

    private InetAddress address() throws IOException {
        try {
            return InetAddress.getByName(target.host());
        } catch (UnknownHostException e) {
            throw new IOException("unknown host " + target.host(), e);
        }
    }
}
