package io.nodepulse.launcher.up;

import io.nodepulse.embedded.SecretFile;
import io.nodepulse.launcher.CommandFailedException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The certificate that a first start makes for its listener, by the JDK's keytool, signed by
 * itself. It stays for as long as its folder does, since every agent that was installed trusts
 * exactly it.
 *
 * @param folder of the two files; the key is its owner's alone
 */
record OwnCertificate(Path folder) {

    private static final String ALIAS = "nodepulse";
    private static final int VALID_DAYS = 730;
    private static final Pattern NAME =
            Pattern.compile("[0-9A-Za-z]([0-9A-Za-z-]*[0-9A-Za-z])?(\\.[0-9A-Za-z-]+)*");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");
    private static final String PASSWORD_VARIABLE = "NODEPULSE_KEYTOOL";
    private static final String PASSWORD = "only-while-it-is-made";
    private static final int PEM_LINE = 64;

    Path certificate() {
        return folder.resolve("certificate.pem");
    }

    Path key() {
        return folder.resolve("key.pem");
    }

    /**
     * Makes it, where there is none yet.
     *
     * @param names names and addresses by which the listener is called
     * @return the certificate
     * @throws CommandFailedException if the one that is there is no good for those any more
     */
    X509Certificate present(Collection<String> names, Collection<String> required)
            throws IOException {
        if (!Files.exists(certificate()) || !Files.exists(key())) {
            make(names);
        }
        X509Certificate found = read(certificate());
        if (Instant.now().isAfter(found.getNotAfter().toInstant())) {
            throw noGood("ended on " + found.getNotAfter().toInstant());
        }
        Collection<String> named = namesIn(found);
        for (String name : required) {
            if (!named.contains(name.toLowerCase(Locale.ROOT))) {
                throw noGood("is for " + String.join(", ", named) + " and not for " + name);
            }
        }
        return found;
    }

    private CommandFailedException noGood(String why) {
        return new CommandFailedException(
                "The certificate in %s %s: delete that folder for a new one, %s"
                        .formatted(folder, why, "then install the agents of other machines again"));
    }

    static X509Certificate read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (GeneralSecurityException e) {
            throw new CommandFailedException(file + " is no certificate: " + e.getMessage(), e);
        }
    }

    private static Collection<String> namesIn(X509Certificate certificate) {
        try {
            Collection<List<?>> names =
                    Objects.requireNonNullElse(
                            certificate.getSubjectAlternativeNames(), List.<List<?>>of());
            return names.stream()
                    .map(name -> String.valueOf(name.get(1)).toLowerCase(Locale.ROOT))
                    .toList();
        } catch (GeneralSecurityException e) {
            throw new CommandFailedException("the certificate cannot be read", e);
        }
    }

    /** As people compare it: SHA-256 of the certificate, two digits by two. */
    static String fingerprint(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private void make(Collection<String> names) throws IOException {
        Files.createDirectories(folder);
        Path store = folder.resolve("made.p12");
        Files.deleteIfExists(store);
        try {
            keytool(store, names);
            KeyStore made = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                made.load(in, PASSWORD.toCharArray());
            }
            byte[] key = made.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
            new SecretFile(key()).write(pem("PRIVATE KEY", key));
            Files.writeString(
                    certificate(),
                    pem("CERTIFICATE", made.getCertificate(ALIAS).getEncoded()) + "\n");
        } catch (GeneralSecurityException e) {
            throw new CommandFailedException("the made certificate cannot be read", e);
        } finally {
            Files.deleteIfExists(store);
        }
    }

    private static void keytool(Path store, Collection<String> names) throws IOException {
        String alternatives =
                names.stream()
                        .flatMap(OwnCertificate::alternative)
                        .distinct()
                        .collect(Collectors.joining(","));
        ProcessBuilder keytool = new ProcessBuilder(command(store, alternatives));
        keytool.environment().putAll(Map.of(PASSWORD_VARIABLE, PASSWORD));
        Process process = keytool.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new CommandFailedException("keytool made no certificate: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted while keytool made a certificate", e);
        }
    }

    private static List<String> command(Path store, String alternatives) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                Integer.toString(VALID_DAYS),
                "-dname",
                "CN=NodePulse",
                "-ext",
                "san=" + alternatives,
                "-ext",
                "eku=serverAuth",
                "-storetype",
                "PKCS12",
                "-storepass:env",
                PASSWORD_VARIABLE,
                "-keystore",
                store.toString());
    }

    /** As keytool takes it; what is neither name nor address is left out. */
    private static Stream<String> alternative(String name) {
        if (ADDRESS.matcher(name).matches()) {
            return Stream.of("ip:" + name);
        }
        return NAME.matcher(name).matches() ? Stream.of("dns:" + name) : Stream.empty();
    }

    private static String pem(String type, byte[] der) {
        Base64.Encoder lines =
                Base64.getMimeEncoder(PEM_LINE, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----"
                .formatted(type, lines.encodeToString(der));
    }
}
