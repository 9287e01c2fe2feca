# What the packages of agent and server have in common; sourced by their build scripts.
# Expects package, version, arch, module and root, the tree that becomes the package.
# shellcheck shell=sh disable=SC2154
packaging=$module/src/packaging
common=$module/../infra/packaging
documents=$root/usr/share/doc/$package

# deb_tree: an empty tree.
deb_tree() {
    rm -rf "$root"
    install -d "$root/DEBIAN" "$root/usr/lib" "$root/usr/bin" "$root/lib/systemd/system" "$documents" \
        "$root/usr/share/man/man1" "$root/usr/share/lintian/overrides"
}

# deb_copyright: what is common, what the package has besides, and the text of each license that they name. Each jar of a
# library has to be named: a new one has a license to be looked up.
deb_copyright() {
    sed "s/@PACKAGE@/$package/g" "$common/copyright" > "$documents/copyright"
    if [ -f "$packaging/copyright" ]; then
        (echo && cat "$packaging/copyright") >> "$documents/copyright"
    fi
    find "$root/usr/lib/$package/app/lib" -name '*.jar' ! -name 'nodepulse-*' 2> /dev/null | while read -r jar; do
        sed -n 's|^\(Files:\)\{0,1\} \(.*/app/lib/\)|\2|p' "$documents/copyright" | (
            while read -r pattern; do
                # shellcheck disable=SC2254 # it is a pattern
                case ${jar#"$root/"} in $pattern) exit 0 ;; esac
            done
            echo "$packaging/copyright names no license of $(basename "$jar")" >&2
            exit 1
        )
    done
    for license in $(sed -n 's/^License: //p' "$documents/copyright" | sed 's/ and /\n/g' | LC_ALL=C sort -u); do
        printf '\nLicense: %s\n' "$license"
        sed 's/^$/./; s/^/ /' "$common/licenses/$license"
    done > "$root/licenses"
    cat "$root/licenses" >> "$documents/copyright"
    rm "$root/licenses"
}

# deb_documents: changelog, copyright, manual page, README, and what lintian is told.
deb_documents() {
    awk -v package="$package" -v version="$version" \
        -v date="$(LC_ALL=C date -u -d "@$SOURCE_DATE_EPOCH" '+%a, %d %b %Y %H:%M:%S +0000')" \
        -f "$common/changelog.awk" "$module/../CHANGELOG.md" > "$documents/changelog"
    gzip -9n "$documents/changelog"
    # The legal notices of the Java runtime.
    mv "$root/usr/lib/$package/legal" "$documents/java"
    mv "$root/usr/lib/$package/conf/security/policy/README.txt" "$documents/java/"
    deb_copyright
    install -m 644 "$module/README.md" "$documents/README.md"
    install -m 644 "$packaging/$package.1" "$root/usr/share/man/man1/"
    gzip -9n "$root/usr/share/man/man1/$package.1"
    install -m 644 "$packaging/lintian-overrides" "$root/usr/share/lintian/overrides/$package"
}

# deb_build COMPRESSION: md5sums and the package, the same bytes for the same sources.
deb_build() {
    chmod -R u+rwX,go-w "$root/usr" "$root/lib"
    find "$root/usr" "$root/lib" -type d -exec chmod 755 {} +
    (cd "$root" && find usr lib -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum > DEBIAN/md5sums)
    chmod 644 "$root/DEBIAN"/control "$root/DEBIAN/conffiles" "$root/DEBIAN/md5sums"
    dpkg-deb --root-owner-group "-Z$1" --build "$root" "$module/target/${package}_${version}_$arch.deb"
}

# deb_check: lintian finds nothing but what the package's list of overrides names, each with its reason.
deb_check() {
    if ! command -v lintian > /dev/null; then
        echo "SKIPPED: check of $package by lintian, which is not installed" >&2
        return 0
    fi
    lintian --allow-root --tag-display-limit 0 --display-info --pedantic --fail-on error,warning,info,pedantic \
        "$module/target/${package}_${version}_$arch.deb" || {
        echo "lintian finds more than $packaging/lintian-overrides names" >&2
        exit 1
    }
}
