#!/bin/sh
# Takes the symbol tables out of a Java runtime, a sixth of its size that only a native debugger reads.
# Usage: strip-runtime.sh IMAGE
set -eu
if ! command -v strip > /dev/null; then
    echo "no strip (binutils): the runtime keeps its symbol tables" >&2
    exit 0
fi
find "$1/lib" "$1/bin" -type f \( -name '*.so' -o -perm -u+x \) | while read -r file; do
    # A start script is no object file.
    if [ "$(head -c 4 "$file" | tail -c 3)" = ELF ]; then
        chmod u+w "$file"
        strip --strip-unneeded --remove-section=.comment "$file"
    fi
done
