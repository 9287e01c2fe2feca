package io.nodepulse.trials.fuzz;

import java.util.ArrayList;
import java.util.List;

/** What went wrong, the first of it in words. Thread-safe. */
final class Complaints {

    private static final int MOST_TOLD = 20;

    private final List<String> told = new ArrayList<>();
    private int count;

    synchronized void add(String complaint) {
        count++;
        if (told.size() < MOST_TOLD) {
            told.add(complaint);
        }
    }

    synchronized int count() {
        return count;
    }

    synchronized List<String> told() {
        return List.copyOf(told);
    }
}
