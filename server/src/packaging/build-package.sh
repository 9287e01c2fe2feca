#!/bin/sh
# Called by `mvn -Pserver-package`, after build-image.sh: packs the image as a .deb.
# Usage: build-package.sh MODULE_FOLDER VERSION TIME, the latter as RFC 3339: that of what is made here
set -eu
module=$1
version=$(echo "$2" | sed 's/-SNAPSHOT/~snapshot/')
SOURCE_DATE_EPOCH=$(date -d "$3" +%s)
export SOURCE_DATE_EPOCH
target=$module/target
arch=$(dpkg --print-architecture)
package=nodepulse-server
root=$target/deb
. "$module/../infra/packaging/deb.sh"

rm -f "$target"/nodepulse-server_*.deb
deb_tree
install -d "$root/etc/nodepulse-server"
cp -a "$target/image/nodepulse-server" "$root/usr/lib/nodepulse-server"
# What machines install themselves from, where it was built before.
install -d "$root/usr/share/nodepulse-server/install"
for archive in "$module"/../agent/target/nodepulse-agent_*.tar.xz; do
    if [ -f "$archive.sha256" ]; then
        install -m 644 "$archive" "$archive.sha256" "$root/usr/share/nodepulse-server/install/"
    fi
done
ln -s ../lib/nodepulse-server/bin/nodepulse-server "$root/usr/bin/nodepulse-server"
install -m 640 "$packaging/nodepulse-server.yml" "$root/etc/nodepulse-server/"
install -m 644 "$packaging/nodepulse-server.service" "$root/lib/systemd/system/"
# The same unit for one service each, such as nodepulse-server@query.
sed -e 's/^Description=.*/Description=NodePulse server, %i/' \
    -e 's/^\(ExecStart=.*\) all /\1 %i /' \
    -e 's/^EnvironmentFile=.*/&\nEnvironmentFile=-\/etc\/nodepulse-server\/environment-%i/' \
    "$packaging/nodepulse-server.service" > "$root/lib/systemd/system/nodepulse-server@.service"
chmod 644 "$root/lib/systemd/system/nodepulse-server@.service"
deb_documents
echo /etc/nodepulse-server/nodepulse-server.yml > "$root/DEBIAN/conffiles"
install -m 755 "$packaging/postinst" "$packaging/prerm" "$packaging/postrm" "$root/DEBIAN/"
cat > "$root/DEBIAN/control" <<EOF
Package: nodepulse-server
Version: $version
Architecture: $arch
Maintainer: NodePulse <maintainers@nodepulse.invalid>
Depends: adduser, libc6, zlib1g
Recommends: valkey-server, postgresql
Section: admin
Priority: optional
Installed-Size: $(du -sk "$root/usr" | cut -f1)
Description: answers which processes use the CPU and memory of servers
 Takes what the agents push, keeps every sample as an event in Valkey, projects
 it into PostgreSQL, and answers which processes use a machine's CPU and memory.
EOF
# xz would make it a tenth smaller, and take minutes to pack and ten seconds to unpack while the server is away.
deb_build gzip
deb_check
