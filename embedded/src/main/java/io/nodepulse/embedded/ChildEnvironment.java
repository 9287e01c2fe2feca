package io.nodepulse.embedded;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a child process sees of this one's environment: how to find programs and files, language and
 * time zone. Everything else, tokens above all, reaches only whom it is given to: the environment
 * of a process is inherited by all that it starts.
 */
final class ChildEnvironment {

    private static final Set<String> KEPT =
            Set.of(
                    "PATH",
                    "HOME",
                    "LANG",
                    "LANGUAGE",
                    "TZ",
                    "TMPDIR",
                    "LD_LIBRARY_PATH",
                    "XDG_CACHE_HOME");

    /** For helpers that load something over the network, as apt does. */
    private static final Set<String> KEPT_FOR_DOWNLOADS =
            Set.of(
                    "APT_CONFIG",
                    "http_proxy",
                    "https_proxy",
                    "no_proxy",
                    "HTTP_PROXY",
                    "HTTPS_PROXY",
                    "NO_PROXY");

    private ChildEnvironment() {}

    /**
     * For a server.
     *
     * @param ours this process's
     * @param given what it gets besides
     */
    static Map<String, String> of(Map<String, String> ours, Map<String, String> given) {
        Map<String, String> kept = new HashMap<>(ours);
        kept.keySet().removeIf(name -> !KEPT.contains(name) && !name.startsWith("LC_"));
        kept.putAll(given);
        return kept;
    }

    /** For a short helper program. */
    static Map<String, String> ofHelper(Map<String, String> ours, Map<String, String> given) {
        Map<String, String> more = new HashMap<>(ours);
        more.keySet().retainAll(KEPT_FOR_DOWNLOADS);
        more.putAll(given);
        return of(ours, more);
    }
}
