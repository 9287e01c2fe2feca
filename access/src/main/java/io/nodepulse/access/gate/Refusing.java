package io.nodepulse.access.gate;

import io.nodepulse.edge.Problems;
import io.nodepulse.edge.RefusalCounter;
import io.nodepulse.edge.Refused;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;

/**
 * Says no before any controller is asked, and counts it. Thread-safe.
 *
 * @param problems writes the answers
 * @param counter counts them
 */
public record Refusing(Problems problems, RefusalCounter counter) {

    void answer(Refused refused, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        counter.count(refused);
        problems.write(refused, request, response);
    }
}
