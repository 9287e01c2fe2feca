package io.nodepulse.agent.telemetry;

/**
 * Whether one peer works, logged once per change: when it fails, when it fails for another reason,
 * when it works again. Used by one thread.
 */
public final class Trouble {

    private final String failing;
    private final String over;
    private final String key;
    private final Object peer;
    private String reason = "";

    /** Says these two messages, each with the peer under that key. */
    public Trouble(String failing, String over, String key, Object peer) {
        this.failing = failing;
        this.over = over;
        this.key = key;
        this.peer = peer;
    }

    /** The peer fails. */
    public void failed(String newReason) {
        if (!newReason.equals(reason)) {
            Log.warn(failing, key, peer, "reason", newReason);
            reason = newReason;
        }
    }

    /** The peer works. */
    public void over() {
        if (!reason.isEmpty()) {
            Log.info(over, key, peer);
            reason = "";
        }
    }
}
