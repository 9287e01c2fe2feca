package io.nodepulse.trials.weaknesses;

/** What a record names: a package of an ecosystem, in whatever version. */
record PackageName(Ecosystem ecosystem, String name) {}
