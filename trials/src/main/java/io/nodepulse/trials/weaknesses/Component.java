package io.nodepulse.trials.weaknesses;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Something that is shipped or started, in one version.
 *
 * @param type of the package URL, such as {@code maven}
 * @param namespace such as {@code org.example} or {@code @example}; may be empty
 * @param name without the namespace
 * @param version as the bill has it
 */
record Component(String type, String namespace, String name, String version) {

    private static final String SCHEME = "pkg:";

    /**
     * Of {@code pkg:type/namespace/name@version?qualifiers#subpath}, as the specification of
     * package URLs has it.
     *
     * @throws IllegalArgumentException if it is no such URL, or has no version
     */
    static Component ofPackageUrl(String url) {
        String rest = url.replaceFirst("[?#].*", "");
        int slash = rest.indexOf('/');
        int at = rest.lastIndexOf('@');
        if (!rest.startsWith(SCHEME) || slash < 0 || at < rest.lastIndexOf('/')) {
            throw new IllegalArgumentException("'" + url + "' is no package URL with a version");
        }
        String path = rest.substring(slash + 1, at);
        int last = path.lastIndexOf('/');
        return new Component(
                rest.substring(SCHEME.length(), slash),
                last < 0 ? "" : decodedPath(path.substring(0, last)),
                decoded(path.substring(last + 1)),
                decoded(rest.substring(at + 1)));
    }

    /** As its ecosystem writes it: {@code org.example:parser}, {@code @example/menu}. */
    String fullName() {
        return Ecosystem.ofPurlType(type)
                .map(ecosystem -> ecosystem.packageName(namespace, name))
                .orElse(namespace.isEmpty() ? name : namespace + "/" + name);
    }

    /** Without version, qualifiers and encoding: {@code pkg:npm/@example/menu}. */
    String packageUrl() {
        return SCHEME + type + "/" + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }

    private static String decodedPath(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(Component::decoded)
                .collect(Collectors.joining("/"));
    }

    /** A plus sign is itself in a package URL. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
