package io.nodepulse.audit.notary;

import io.nodepulse.audit.notary.Finding.Kind;

import java.util.ArrayList;
import java.util.List;

/** Collects findings in order; one that goes on where the last one ended becomes part of it. */
final class Findings {

    /** More are counted into the last one: nobody reads on. */
    private static final int MAX = 1_000;

    private final List<Finding> all = new ArrayList<>();

    void add(Kind kind, long first, long last, String detail) {
        if (!all.isEmpty()) {
            Finding before = all.getLast();
            boolean goesOn =
                    before.kind() == kind
                            && before.detail().equals(detail)
                            && before.last() + 1 == first;
            if (goesOn || all.size() == MAX) {
                all.set(
                        all.size() - 1,
                        new Finding(before.kind(), before.first(), last, before.detail()));
                return;
            }
        }
        all.add(new Finding(kind, first, last, detail));
    }

    void add(Finding finding) {
        add(finding.kind(), finding.first(), finding.last(), finding.detail());
    }

    List<Finding> all() {
        return List.copyOf(all);
    }
}
