package io.nodepulse.launcher.api;

import java.util.List;

/** Which servers somebody sees, in words. */
public final class ServersText {

    private ServersText() {}

    /**
     * @param tags of which one is enough; where there are none and it is not all, it is none
     */
    public static String of(boolean all, List<String> tags) {
        if (all) {
            return "all servers";
        }
        return tags.isEmpty() ? "no servers" : "servers with " + String.join(" or ", tags);
    }
}
