package io.nodepulse.launcher.up;

import io.nodepulse.launcher.BadInputException;
import io.nodepulse.launcher.DataFolder;
import io.nodepulse.launcher.HostName;
import io.nodepulse.server.Listener;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** How other machines come in, if they do. */
final class ListenOptions {

    @Option(
            names = "--listen",
            paramLabel = "ADDR[:PORT]",
            description =
                    "Where other machines come in, by TLS, such as 0.0.0.0; default of PORT: "
                            + ListenAddress.USUAL_PORT
                            + ". Without it: nobody.")
    private @Nullable String listen;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "Certificate with its chain, PEM; default: one that is made once.")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "Its key, PEM.")
    private @Nullable Path key;

    @Option(
            names = "--plain-http",
            description = "No TLS: passwords, tokens and samples go in the clear.")
    private boolean plainHttp;

    /**
     * Looks at what was given, before anything starts.
     *
     * @param loopbackPort of the page on 127.0.0.1
     * @return null where nobody else comes in
     * @throws BadInputException if the options do not fit together
     */
    @Nullable ListenAddress address(int loopbackPort) {
        boolean files = certificate != null || key != null;
        if (listen == null) {
            require(!files && !plainHttp, "--tls-cert, --tls-key and --plain-http need --listen");
            return null;
        }
        require(!(files && plainHttp), "--plain-http has no use for --tls-cert and --tls-key");
        require((certificate == null) == (key == null), "--tls-cert and --tls-key go together");
        for (Path file : files ? List.of(certificate(), key()) : List.<Path>of()) {
            require(Files.isReadable(file), "Cannot read " + file);
        }
        ListenAddress address = ListenAddress.of(listen);
        require(
                !address.overlaps(loopbackPort),
                "--listen and the page of this machine (--port) need two ports, both are "
                        + loopbackPort);
        return address;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new BadInputException(otherwise);
        }
    }

    /** Makes what is missing, and says what there is to compare. */
    Listener listener(ListenAddress address, DataFolder folder, Consumer<String> out)
            throws IOException {
        Set<String> names = new LinkedHashSet<>(address.reachable());
        names.add(HostName.read());
        if (!address.address().isAnyLocalAddress()) {
            names.add(address.text());
        }
        return new Listener(
                address.address().getHostAddress(),
                address.port(),
                List.copyOf(names),
                plainHttp ? null : tls(address, folder, names, out));
    }

    private Listener.Tls tls(
            ListenAddress address, DataFolder folder, Set<String> names, Consumer<String> out)
            throws IOException {
        if (certificate != null) {
            X509Certificate given = OwnCertificate.read(certificate());
            boolean selfMade =
                    given.getSubjectX500Principal().equals(given.getIssuerX500Principal());
            return new Listener.Tls(certificate(), key(), selfMade);
        }
        Set<String> all = new LinkedHashSet<>(names);
        all.addAll(List.of("localhost", "127.0.0.1"));
        OwnCertificate own = new OwnCertificate(folder.tls());
        X509Certificate made =
                own.present(
                        all,
                        address.address().isAnyLocalAddress() ? Set.of() : address.reachable());
        out.accept("Certificate (SHA-256) " + OwnCertificate.fingerprint(made));
        return new Listener.Tls(own.certificate(), own.key(), true);
    }

    private Path certificate() {
        return absolute(certificate);
    }

    private Path key() {
        return absolute(key);
    }

    private static Path absolute(@Nullable Path file) {
        if (file == null) {
            throw new IllegalStateException("asked for only where it was given");
        }
        return file.toAbsolutePath();
    }
}
