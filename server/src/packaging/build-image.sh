#!/bin/sh
# Called by `mvn -Pserver-package`, after jlink: puts the server and its libraries into the image.
# Usage: build-image.sh MODULE_FOLDER
set -eu
packaging=$1/src/packaging
target=$1/target
image=$target/image/nodepulse-server

install -d "$image/app/lib"
install -m 755 "$packaging/nodepulse-server" "$image/bin/nodepulse-server"
install -m 644 "$target/nodepulse-server.jar" "$image/app/nodepulse-server.jar"
install -m 644 "$target"/lib/*.jar "$image/app/lib/"
rm -f "$image/bin/keytool" "$image/bin/jrunscript" "$image/bin/jfr"
sh "$1/../infra/packaging/strip-runtime.sh" "$image"
