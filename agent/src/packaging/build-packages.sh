#!/bin/sh
# Called by `mvn -Pagent-packages`, after ArchiveTraining: makes the image's class archive and
# packs the image as a tar.xz with its SHA-256 and, where there is dpkg-deb, as a .deb.
# Usage: build-packages.sh MODULE_FOLDER VERSION TIME, the latter as RFC 3339: that of what is made here
set -eu
module=$1
version=$(echo "$2" | sed 's/-SNAPSHOT/~snapshot/')
SOURCE_DATE_EPOCH=$(date -d "$3" +%s)
export SOURCE_DATE_EPOCH
target=$module/target
image=$target/image/nodepulse-agent
case $(uname -m) in
    x86_64) arch=amd64 ;;
    aarch64) arch=arm64 ;;
    *) arch=$(uname -m) ;;
esac

# Loaded as one file, the classes cost three quarters of the start. The agent also runs without.
if [ -f "$target/agent.classes" ]; then
    "$image/bin/java" -XX:+UseSerialGC -Xmx16m -XX:+UnlockDiagnosticVMOptions -Xshare:dump \
        -Xlog:disable -Xlog:all=error:stderr \
        -XX:SharedClassListFile="$target/agent.classes" \
        -XX:SharedArchiveFile="$image/lib/nodepulse-agent.jsa" \
        -cp "$image/lib/nodepulse-agent.jar"
else
    echo "no class list, because tests were not compiled: the image has no class archive" >&2
fi

archive=nodepulse-agent_${version}_$arch.tar.xz
rm -f "$target"/nodepulse-agent_*.tar.xz* "$target"/nodepulse-agent_*.deb
tar -C "$target/image" --owner=0 --group=0 --sort=name --mtime="@$SOURCE_DATE_EPOCH" -cJf \
    "$target/$archive.part" nodepulse-agent
mv "$target/$archive.part" "$target/$archive"
(cd "$target" && sha256sum "$archive" > "$archive.sha256")

if ! command -v dpkg-deb > /dev/null; then
    echo "no dpkg-deb: there is no .deb" >&2
    exit 0
fi
package=nodepulse-agent
root=$target/deb
. "$module/../infra/packaging/deb.sh"
deb_tree
install -d "$root/etc/nodepulse"
cp -a "$image" "$root/usr/lib/nodepulse-agent"
ln -s ../lib/nodepulse-agent/bin/nodepulse-agent "$root/usr/bin/nodepulse-agent"
install -m 640 "$packaging/nodepulse.yml" "$root/etc/nodepulse/nodepulse.yml"
install -m 644 "$packaging/nodepulse-agent.service" "$root/lib/systemd/system/"
deb_documents
echo /etc/nodepulse/nodepulse.yml > "$root/DEBIAN/conffiles"
install -m 755 "$packaging/postinst" "$packaging/prerm" "$packaging/postrm" "$root/DEBIAN/"
cat > "$root/DEBIAN/control" <<EOF
Package: nodepulse-agent
Version: $version
Architecture: $arch
Maintainer: NodePulse <maintainers@nodepulse.invalid>
Depends: adduser, libc6, zlib1g
Recommends: prometheus-process-exporter, prometheus-node-exporter
Section: admin
Priority: optional
Installed-Size: $(du -sk "$root/usr" | cut -f1)
Description: scrapes the processes of a machine for a NodePulse server
 Scrapes process_exporter and node_exporter, or reads /proc itself, keeps every
 scrape in a buffer, and pushes to a NodePulse server.
EOF
deb_build xz
deb_check
