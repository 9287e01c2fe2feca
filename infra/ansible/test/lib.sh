# What the steps of the test share; sourced by run.
# shellcheck shell=bash

readonly RUN_STATE="${NODEPULSE_TEST_HOSTS:-${TMPDIR:-/tmp}/nodepulse-test-hosts}"
readonly LOGS="$RUN_STATE/logs"
PLAYS=0

step() {
  printf '%4ds  %s\n' "$SECONDS" "$1"
}

fail() {
  echo "run: FAILED: $1" >&2
  exit 1
}

skip() {
  echo "run: SKIPPED, nothing was tested on hosts: $1" >&2
  exit 77
}

# play PLAYBOOK [OPTION...]: runs it, and prints what it recaps; the whole output stays in a log.
play() {
  local playbook="$1" log
  shift
  PLAYS=$((PLAYS + 1))
  log="$LOGS/$(printf %02d "$PLAYS")-$(basename "$playbook" .yml).log"
  # A playbook that hangs would hide what the others say.
  if ! timeout 900 ansible-playbook -i test/inventory.yml -e "@$RUN_STATE/vars.yml" "playbooks/$playbook" "$@" >"$log" 2>&1; then
    sed -n '/fatal:\|FAILED!\|ERROR/,$p' "$log" | tail -n 40 >&2
    fail "$playbook $*, see $log"
  fi
  sed -n '/^PLAY RECAP/,$s/^\([a-z].*\)/       \1/p' "$log"
  LAST_LOG="$log"
}

# The play before must have changed nothing.
expect_unchanged() {
  ! sed -n '/^PLAY RECAP/,$p' "$LAST_LOG" | grep -E 'changed=[1-9]' ||
    fail "the second run changed something, see $LAST_LOG"
}

# No secret may stand in what the playbooks printed.
expect_no_secrets() {
  local secret
  for secret in "$@"; do
    ! grep -rlF -- "$secret" "$LOGS" || fail "a secret stands in that log"
  done
}

on() {
  local name="$1"
  shift
  ssh -n -i "$RUN_STATE/key" -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null \
    -o LogLevel=ERROR "root@$(address "$name")" "$@"
}

address() {
  case "$1" in
    srv) echo 10.78.0.10 ;;
    h1) echo 10.78.0.11 ;;
    h2) echo 10.78.0.12 ;;
  esac
}

# footprint WHEN NAME...: keeps what is on the hosts.
footprint() {
  local when="$1" name
  shift
  for name in "$@"; do
    on "$name" sh -c "$(printf %q "$(<test/footprint)")" >"$RUN_STATE/$name.$when"
  done
}

# What came and did not go.
expect_nothing_left() {
  local name left=0
  for name in "$@"; do
    if comm -13 <(sort "$RUN_STATE/$name.before") <(sort "$RUN_STATE/$name.after") | sed "s/^/       left on $name: /" | grep .; then
      left=1
    fi
  done
  ((left == 0)) || fail "uninstall left something"
}

# exposure NAME UNIT...: each runs, and is hardened to at most 2.5 as systemd sees it.
expect_hardened() {
  local name="$1" unit
  shift
  for unit in "$@"; do
    on "$name" systemctl is-active --quiet "$unit" || fail "$unit does not run on $name"
    on "$name" systemd-analyze security --no-pager --threshold=25 "$unit" >"$LOGS/$name.$unit.security" ||
      fail "$unit on $name is too exposed, see $LOGS/$name.$unit.security"
    sed -n "s/^→ Overall exposure level for /       $name: /p" "$LOGS/$name.$unit.security"
  done
}
