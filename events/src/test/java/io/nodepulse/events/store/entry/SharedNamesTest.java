package io.nodepulse.events.store.entry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharedNamesTest {

    private final SharedNames names = new SharedNames(2);

    @Test
    void givesTheSameStringForEqualNames() {
        String first = names.shared(fresh("nginx"));
        assertThat(names.shared(fresh("nginx"))).isSameAs(first).isEqualTo("nginx");
        assertThat(names.shared(fresh("postgres"))).isEqualTo("postgres");
    }

    @Test
    void beginsAnewWhenItIsFull() {
        String first = names.shared(fresh("a"));
        names.shared(fresh("b"));
        names.shared(fresh("c"));
        assertThat(names.shared(fresh("a"))).isNotSameAs(first).isEqualTo("a");
    }

    private static String fresh(String name) {
        return new String(name.toCharArray());
    }
}
