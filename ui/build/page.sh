#!/bin/sh
# Builds or tests the page for Maven: `page.sh build` or `page.sh test`.
# Work that nothing has changed since is skipped, so that a Java developer does not wait for it.
set -eu
cd "$(dirname "$0")/.."

fail() {
  echo "The page needs Node 20.19 or later with npm: $1. Install Node 20 or later and try again." >&2
  exit 1
}

check_node() {
  command -v node >/dev/null || fail "there is no 'node' on the PATH"
  command -v npm >/dev/null || fail "there is no 'npm' on the PATH"
  node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' ||
    fail "the 'node' on the PATH is $(node --version)"
}

# True when any input of the page is newer than the file $1, or there is no such file.
changed_since() {
  [ ! -f "$1" ] || [ -n "$(find src ../query-api/src/main/resources public build index.html ./*.json ./*.ts ./*.js -newer "$1" -print | head -n 1)" ]
}

install_packages() {
  if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    echo "Installing the page's packages"
    npm ci --no-progress --loglevel=error
    touch node_modules/.package-lock.json
  fi
}

check_node
case "${1:-}" in
  build)
    if changed_since dist/index.html; then
      rm -rf target/classes/static
      install_packages
      npm run -s build
    fi
    ;;
  test)
    install_packages
    npm run -s test
    ;;
  *)
    echo "usage: page.sh build|test" >&2
    exit 2
    ;;
esac
