#!/bin/sh
# Called by `mvn -Pagent-packages`, after jlink: puts the agent into the image.
# Usage: build-image.sh MODULE_FOLDER TIME
set -eu
packaging=$1/src/packaging
target=$1/target
image=$target/image/nodepulse-agent

install -m 755 "$packaging/nodepulse-agent" "$image/bin/nodepulse-agent"
install -m 644 "$target/nodepulse-agent.jar" "$image/lib/nodepulse-agent.jar"
# For install.sh, which has nothing but the image.
install -m 644 "$packaging/nodepulse-agent.service" "$image/lib/nodepulse-agent.service"
# The class archive is bound to the time of the jar, which has to be the same after unpacking.
touch -d "$2" "$image/lib/nodepulse-agent.jar"
rm -f "$image/bin/keytool"
sh "$1/../infra/packaging/strip-runtime.sh" "$image"
