package io.nodepulse.commands;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority that issues certificates, by the JDK's keytool, for tests of TLS. */
public final class TestAuthority {

    private static final String PASSWORD = "password";
    private static final String OWN = "authority";

    private final Path folder;
    private int issued;

    /** A certificate with its chain and its key, also as PEM files. */
    public record Identity(X509Certificate leaf, Path certificate, Path key) {

        /** Takes the place of another identity's files, as a renewal does. */
        public void replace(Identity other) throws IOException {
            Files.writeString(other.key, Files.readString(key));
            Files.writeString(other.certificate, Files.readString(certificate));
        }
    }

    public TestAuthority(Path folder) {
        this.folder = folder;
        keytool("-alias", OWN, "-dname", "CN=authority", "-ext", "bc:c");
    }

    /** Its own certificate, which others trust. */
    public Path certificate() {
        return write("authority.pem", List.of(entry(OWN)));
    }

    /**
     * @param alternativeName such as {@code ip:127.0.0.1}
     */
    public Identity issue(String commonName, String alternativeName) {
        String alias = "issued-" + issued++;
        keytool(
                "-alias",
                alias,
                "-dname",
                "CN=" + commonName,
                "-ext",
                "san=" + alternativeName,
                "-signer",
                OWN);
        try {
            KeyStore store = load();
            Path key =
                    write(
                            alias + ".key",
                            List.of(
                                    pem(
                                            "PRIVATE KEY",
                                            store.getKey(alias, PASSWORD.toCharArray())
                                                    .getEncoded())));
            List<String> chain = new ArrayList<>();
            for (Certificate each : store.getCertificateChain(alias)) {
                chain.add(pem("CERTIFICATE", each.getEncoded()));
            }
            X509Certificate leaf = (X509Certificate) store.getCertificate(alias);
            return new Identity(leaf, write(alias + ".pem", chain), key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** TLS of a client that trusts this authority and shows that identity, if any. */
    public SSLContext client(@Nullable Identity identity) {
        try {
            KeyStore trusted = empty();
            trusted.setCertificateEntry(OWN, load().getCertificate(OWN));
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity == null ? null : own(identity), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyManager[] own(Identity identity) throws GeneralSecurityException {
        KeyStore all = load();
        String alias = all.getCertificateAlias(identity.leaf());
        KeyStore own = empty();
        char[] password = PASSWORD.toCharArray();
        own.setKeyEntry(
                alias, all.getKey(alias, password), password, all.getCertificateChain(alias));
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own, password);
        return keys.getKeyManagers();
    }

    private String entry(String alias) {
        try {
            return pem("CERTIFICATE", load().getCertificate(alias).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path write(String name, List<String> parts) {
        try {
            return Files.writeString(folder.resolve(name), String.join("", parts));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private KeyStore load() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("authority.p12"))) {
            store.load(in, PASSWORD.toCharArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return store;
    }

    private static KeyStore empty() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return store;
    }

    private void keytool(String... arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                // It does not live long enough for more.
                                "-J-XX:TieredStopAtLevel=1",
                                "-J-XX:+UseSerialGC",
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-validity",
                                "2",
                                "-storepass",
                                PASSWORD,
                                "-keystore",
                                folder.resolve("authority.p12").toString()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            byte[] output = process.getInputStream().readAllBytes();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(new String(output, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(label, Base64.getMimeEncoder().encodeToString(der), label);
    }
}
