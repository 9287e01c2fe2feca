package io.nodepulse.trials.weaknesses;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which components have which weaknesses, by the records of a database. */
final class Examination {

    private Examination() {}

    /** The packages of which a database must have records. */
    static Set<PackageName> wanted(Collection<Component> components) {
        return components.stream()
                .flatMap(each -> nameOf(each).stream())
                .collect(Collectors.toSet());
    }

    /** One for each weakness of a component, whatever number of records tells of it. */
    static List<Weakness> of(Collection<Component> components, Collection<WeaknessRecord> records) {
        List<WeaknessRecord> valid =
                records.stream()
                        .filter(each -> !each.withdrawn() && !each.affected().isEmpty())
                        .toList();
        List<Weakness> all = new ArrayList<>();
        for (Component component : components) {
            List<Weakness> distinct = new ArrayList<>();
            for (WeaknessRecord record : valid) {
                told(component, record).ifPresent(each -> join(distinct, each));
            }
            all.addAll(distinct);
        }
        return all;
    }

    private static Optional<Weakness> told(Component component, WeaknessRecord record) {
        List<String> names = new ArrayList<>(List.of(record.id()));
        names.addAll(record.aliases());
        return nameOf(component).stream()
                .flatMap(name -> record.affecting(name, component.version()).stream())
                .map(
                        part ->
                                new Weakness(
                                        component,
                                        names,
                                        record.severityOf(part),
                                        part.fixedAfter(component.version())
                                                .map(Set::of)
                                                .orElse(Set.of())))
                .reduce(Weakness::and);
    }

    /** Two that have nothing in common may both have something in common with a third. */
    private static void join(List<Weakness> distinct, Weakness next) {
        List<Weakness> same = distinct.stream().filter(next::isSameAs).toList();
        distinct.removeAll(same);
        distinct.add(same.stream().reduce(next, Weakness::and));
    }

    private static Optional<PackageName> nameOf(Component component) {
        return Ecosystem.ofPurlType(component.type())
                .map(ecosystem -> new PackageName(ecosystem, component.fullName()));
    }
}
