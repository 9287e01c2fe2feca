package io.nodepulse.access.listener;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Bundles that offer TLS 1.3, and of TLS 1.2 only what has forward secrecy and authenticates what
 * it encrypts (RFC 9325), unless their owner has named suites of their own: no CBC, no key exchange
 * by RSA. They stay so when their files are read again. Thread-safe.
 */
record AeadBundles(SslBundles given) implements SslBundles {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private static final String[] SUITES = {
        "TLS_AES_256_GCM_SHA384",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    };

    private static SslBundle restricted(SslBundle bundle) {
        SslOptions options = bundle.getOptions();
        String[] suites = options.getCiphers();
        String[] protocols = options.getEnabledProtocols();
        return SslBundle.of(
                bundle.getStores(),
                bundle.getKey(),
                SslOptions.of(
                        suites == null ? SUITES : suites,
                        protocols == null ? PROTOCOLS : protocols),
                bundle.getProtocol(),
                bundle.getManagers());
    }

    @Override
    public SslBundle getBundle(String name) {
        return restricted(given.getBundle(name));
    }

    @Override
    public void addBundleUpdateHandler(String name, Consumer<SslBundle> handler) {
        given.addBundleUpdateHandler(name, bundle -> handler.accept(restricted(bundle)));
    }

    @Override
    public void addBundleRegisterHandler(BiConsumer<String, SslBundle> handler) {
        given.addBundleRegisterHandler((name, bundle) -> handler.accept(name, restricted(bundle)));
    }

    @Override
    public List<String> getBundleNames() {
        return given.getBundleNames();
    }
}
