package io.nodepulse.events;

import org.axonframework.messaging.core.MessageType;

/** What was scraped. Each exporter of a server has its own order of scrapes. */
public enum Exporter {
    /** Process groups. */
    PROCESSES("p", EventTypes.PROCESS_SAMPLED),
    /** Host figures. */
    HOST("h", EventTypes.HOST_SAMPLED);

    private final String code;
    private final MessageType sampleType;

    Exporter(String code, MessageType sampleType) {
        this.code = code;
        this.sampleType = sampleType;
    }

    /** Stands for the exporter in key and field names. */
    public String code() {
        return code;
    }

    /** The message type of its samples. */
    public MessageType sampleType() {
        return sampleType;
    }
}
