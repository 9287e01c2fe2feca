package io.nodepulse.trials.weaknesses;

import org.apache.maven.artifact.versioning.ComparableVersion;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Where packages of one kind of name and one order of versions come from. */
enum Ecosystem {
    MAVEN("Maven", "maven", ":", ComparableVersion::new),
    NPM("npm", "npm", "/", SemanticVersion::parse);

    private final String osvName;
    private final String purlType;
    private final String separator;
    private final Comparator<String> order;

    <V extends Comparable<? super V>> Ecosystem(
            String osvName, String purlType, String separator, Function<String, V> version) {
        this.osvName = osvName;
        this.purlType = purlType;
        this.separator = separator;
        this.order = Comparator.comparing(version);
    }

    /** As records of weaknesses call it. */
    String osvName() {
        return osvName;
    }

    /** The name of a package as records of weaknesses have it. */
    String packageName(String namespace, String name) {
        return namespace.isEmpty() ? name : namespace + separator + name;
    }

    /** Of versions; throws {@link IllegalArgumentException} at what is none. */
    Comparator<String> order() {
        return order;
    }

    /** By the first part of a package URL, {@code maven} in {@code pkg:maven/…}. */
    static Optional<Ecosystem> ofPurlType(String type) {
        return find(each -> each.purlType.equals(type.toLowerCase(Locale.ROOT)));
    }

    /** By its name in a record, without the suffix of a registry or release. */
    static Optional<Ecosystem> ofOsvName(String name) {
        return find(each -> each.osvName.equals(name));
    }

    private static Optional<Ecosystem> find(Predicate<Ecosystem> wanted) {
        return Stream.of(values()).filter(wanted).findFirst();
    }
}
