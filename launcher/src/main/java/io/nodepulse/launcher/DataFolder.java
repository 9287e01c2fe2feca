package io.nodepulse.launcher;

import io.nodepulse.embedded.OwnerOnly;
import io.nodepulse.embedded.SecretFile;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where {@code up} keeps all it has: the engines' data, the logs, and small secrets.
 *
 * <pre>
 * valkey/       the event store, the only source of truth
 * postgres/     the read model
 * audit/        the key that signs checkpoints of the history, and the tree they are over
 * agent/        configuration, buffer and log of this machine's agent
 * admin-token   what admin calls need (0600)
 * second-factor.key   opens the second factors of people (0600), there once somebody has one
 * persons.key   opens what is written of people in the audit log (0600)
 * this-server   id and agent token of this machine (0600)
 * tls/          key (0600) and certificate of the listener for other machines
 * address       address of the page of the last start (0600)
 * nodepulse.log
 * </pre>
 */
public record DataFolder(Path root) {

    /** The user's choice, or the usual place of a program's state. */
    public static DataFolder of(Optional<Path> chosen, Map<String, String> environment) {
        return new DataFolder(
                chosen.orElseGet(() -> stateHome(environment).resolve("nodepulse"))
                        .toAbsolutePath()
                        .normalize());
    }

    public Path valkey() {
        return root.resolve("valkey");
    }

    public Path postgres() {
        return root.resolve("postgres");
    }

    public Path audit() {
        return root.resolve("audit");
    }

    public Path agent() {
        return root.resolve("agent");
    }

    public Path tls() {
        return root.resolve("tls");
    }

    public Path log() {
        return root.resolve("nodepulse.log");
    }

    public SecretFile adminToken() {
        return new SecretFile(root.resolve("admin-token"));
    }

    public SecretFile thisServer() {
        return new SecretFile(root.resolve("this-server"));
    }

    /**
     * The address of the page that the last {@code up} on this folder printed. The token goes
     * there.
     *
     * @throws BadInputException where another account of the machine may have written it
     */
    public Optional<String> address() {
        try {
            if (!Files.exists(addressFile().path())) {
                return Optional.empty();
            }
            OwnFiles.require(addressFile().path(), OwnFiles.ownUid());
            return addressFile().read();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public void writeAddress(String address) throws IOException {
        addressFile().write(address);
    }

    /**
     * Takes other accounts of the machine every right to it; earlier versions left that to the
     * umask. Only what is ours is touched: the folder was chosen by the user, who may have other
     * things in it.
     *
     * @throws BadInputException where the folder is one that all accounts share
     */
    public void tighten() throws IOException {
        Path folder = root.toRealPath();
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
        if (permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new BadInputException(
                    "Every account of this machine may write to %s: choose a folder of your own"
                            .formatted(folder));
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        for (Path own :
                List.of(valkey(), postgres(), audit(), agent(), tls(), adminToken().path())) {
            OwnerOnly.tighten(own);
        }
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(
                        folder,
                        "{lock,second-factor.key,persons.key,this-server,address,nodepulse.log*}")) {
            for (Path file : files) {
                OwnerOnly.tighten(file);
            }
        }
    }

    private SecretFile addressFile() {
        return new SecretFile(root.resolve("address"));
    }

    private static Path stateHome(Map<String, String> environment) {
        String stateHome = environment.getOrDefault("XDG_STATE_HOME", "");
        return stateHome.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".local", "state")
                : Path.of(stateHome);
    }
}
