package io.nodepulse.trials.bench.load;

import java.nio.ByteBuffer;

/** Says what one connection asks. Called by the load's one thread. */
public interface LoadCaller {

    /**
     * Puts the next request into the buffer, which is empty.
     *
     * @return false if nothing is to be asked now; it is called again within a millisecond
     */
    boolean request(ByteBuffer out);

    /**
     * The answer to the last request, which is reused afterwards.
     *
     * @param nanos from the first byte of the request to the last one of the answer
     */
    void answered(HttpAnswer answer, long nanos);
}
