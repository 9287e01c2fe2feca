package io.nodepulse.edge;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The query parameters of a call, by what {@link Takes} says of its method.
 *
 * @param names all of them
 * @param lists those that may come several times
 */
public record TakenParameters(Set<String> names, Set<String> lists) {

    private static final String NOTHING = "no parameters";

    public static TakenParameters of(Method method) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> lists = new LinkedHashSet<>();
        for (Takes takes : all(method)) {
            lists.addAll(Arrays.asList(takes.lists()));
            names.addAll(Arrays.asList(takes.lists()));
            names.addAll(Arrays.asList(takes.value()));
        }
        return new TakenParameters(names, lists);
    }

    private static List<Takes> all(Method method) {
        return MergedAnnotations.from(method).stream(Takes.class)
                .map(MergedAnnotation::synthesize)
                .toList();
    }

    /** Throws unless the call takes what is given. */
    void require(Parameters given) {
        for (String name : given.names()) {
            if (!names.contains(name)) {
                throw Refused.parameter(
                        Parameters.shortened(name), "is no parameter of this call", allowed());
            }
            Collection<String> values = given.all(name);
            if (values.size() > 1 && !lists.contains(name)) {
                throw Refused.parameter(name, "is given " + values.size() + " times", "one value");
            }
        }
    }

    private String allowed() {
        return names.isEmpty() ? NOTHING : String.join(", ", names);
    }
}
