package io.nodepulse.launcher.top;

/** What {@code --by} takes: names as they are typed, and as the API has them. */
enum TopGroup {
    process,
    unit,
    slice
}
