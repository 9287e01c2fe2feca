package io.nodepulse.launcher.api;

import io.nodepulse.agent.scrape.ListenerTable;
import io.nodepulse.launcher.CommandFailedException;
import io.nodepulse.launcher.OwnFiles;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;

/**
 * Whether a token may go to an address of this machine that nobody named: once {@code up} has
 * ended, any account can listen on its port.
 */
record TokenReceiver(ListenerTable table, int ownUid) {

    private static final int ROOT = 0;

    static TokenReceiver ofThisMachine() throws IOException {
        return new TokenReceiver(new ListenerTable(Path.of("/proc/net")), OwnFiles.ownUid());
    }

    /**
     * Nobody that listens gets nothing; whoever asks them is told so.
     *
     * @throws CommandFailedException where another account listens there, which is not root's
     */
    void require(URI address) throws IOException {
        InetAddress host = InetAddress.getByName(address.getHost());
        if (!host.isLoopbackAddress()) {
            return;
        }
        for (int uid : table.owners(host, address.getPort())) {
            if (uid != ownUid && uid != ROOT) {
                throw new CommandFailedException(
                        "Another account of this machine (%d) listens at %s, and is sent no token: name the address with --url if it is the right one"
                                .formatted(uid, address));
            }
        }
    }
}
