# The steps of the test; sourced by run.
# shellcheck shell=bash

readonly SERVER_UNITS=(nodepulse-server.service)
readonly SEPARATE_UNITS=(nodepulse-server@{commands,projections,query}.service)
readonly EXPORTER_UNITS=(prometheus-process-exporter.service prometheus-node-exporter.service)
# Seconds between two scrapes, and the longest gap that an upgrade of agent and server may leave.
readonly INTERVAL=2 MAX_GAP=15
declare -A HELPERS=()

# Syntax and style, which need no hosts.
check_without_hosts() {
  local playbook
  command -v ansible-playbook >/dev/null || skip "ansible is not installed"
  step "syntax of the playbooks"
  for playbook in playbooks/*.yml playbooks/prometheus/*.yml; do
    ansible-playbook -i test/inventory.yml --syntax-check "$playbook" >/dev/null || fail "syntax of $playbook"
  done
  step "rules of the firewall"
  test/firewall || (($? == 77)) || fail "the rules of the firewall"
  step "the keys of second factors and of persons"
  test/shared-keys || (($? == 77)) || fail "the keys of second factors and of persons"
  if command -v ansible-lint >/dev/null; then
    step "ansible-lint, production profile"
    ansible-lint --offline --nocolor -q || fail "ansible-lint"
  else
    step "ansible-lint is not installed: not run"
  fi
}

# boot NAME...: boots hosts, or skips where that is impossible.
boot_hosts() {
  local status=0
  step "boot $*"
  test/hosts up "$@" 9>&- || status=$?
  ((status != 77)) || skip "see above"
  ((status == 0)) || fail "the hosts did not boot"
}

clean_up() {
  local name
  for name in "${!HELPERS[@]}"; do
    kill "${HELPERS[$name]}" 2>/dev/null || true
  done
  if [[ -z "$1" ]]; then
    test/hosts down
  else
    echo "run: the hosts still run, infra/ansible/test/hosts down ends them" >&2
  fi
}

short_run() {
  boot_hosts h1
  echo '{}' >"$RUN_STATE/vars.yml"
  footprint before h1
  for playbook in prometheus/deploy-process-exporter.yml prometheus/deploy-node-exporter.yml; do
    step "$playbook: dry, for real, again"
    play "$playbook" --limit h1 --check --diff
    play "$playbook" --limit h1
    play "$playbook" --limit h1
    expect_unchanged
  done
  expect_hardened h1 "${EXPORTER_UNITS[@]}"
  step "uninstall"
  play uninstall.yml --limit h1
  footprint after h1
  expect_nothing_left h1
}

full_run() {
  find_packages
  boot_hosts srv h1 h2
  prepare
  footprint before srv h1 h2
  deploy
  upgrade
  back_up_and_restore h1 h2
  remove_all srv h1 h2
}

# What the README promises: two commands here, one line on the other machine.
clone_run() {
  local data="$RUN_STATE/data" began line
  boot_hosts h2
  on h2 "apt-get install -qq -y --no-install-recommends curl xz-utils >/dev/null"
  on h2 "cp /bin/sleep /root/np-probe && systemd-run --quiet --unit np-probe /root/np-probe infinity"
  began=$SECONDS
  step "git clone"
  git clone -q "$(git rev-parse --show-toplevel)" "$RUN_STATE/clone"
  step "./nodepulse up --listen, which builds"
  "$RUN_STATE/clone/nodepulse" up --listen 10.78.0.1 --port 0 --data "$data" >"$LOGS/up.log" 2>&1 9>&- &
  HELPERS[up]=$!
  until grep -qs '^Running until' "$LOGS/up.log"; do
    kill -0 "${HELPERS[up]}" 2>/dev/null || fail "it ended, see $LOGS/up.log"
    sleep 1
  done
  NODEPULSE_ADMIN_TOKEN="$(<"$data/admin-token")"
  export NODEPULSE_ADMIN_TOKEN NODEPULSE_URL="https://10.78.0.1:8443" NODEPULSE_CA="$data/tls/certificate.pem"
  step "the line on the other machine"
  line="$(test/server.py line)"
  on h2 "$line" >"$LOGS/h2.line.log" 2>&1 || fail "the line failed, see $LOGS/h2.line.log"
  test/server.py lists h2
  test/server.py live 2
  step "two servers are live, $((SECONDS - began)) s after the beginning"
}

# The three services behind HAProxy; what does not depend on the layout is not tested again.
separate_run() {
  find_packages
  boot_hosts srv h1 h2
  prepare
  echo "nodepulse_server_layout: separate" >>"$RUN_STATE/vars.yml"
  footprint before srv h1
  step "site.yml, three services behind HAProxy"
  play site.yml --limit srv,h1
  step "the server lists the host with its processes"
  test/server.py lists h1
  step "site.yml again"
  play site.yml --limit srv,h1
  expect_unchanged
  expect_hardened srv "${SEPARATE_UNITS[@]}"
  add_by_line h2
  back_up_and_restore h1
  remove_all srv h1
}

# add_by_line NAME: a host that knows nothing of us is added by the line of the page, and taken away by it.
add_by_line() {
  local name="$1" line again
  step "the line of the page adds a bare host"
  on "$name" "apt-get install -qq -y --no-install-recommends curl xz-utils >/dev/null"
  footprint before "$name"
  line="$(test/server.py line)"
  again="${line% *}"
  on "$name" "$line" >"$LOGS/$name.line.log" 2>&1 || fail "the line failed, see $LOGS/$name.line.log"
  test/server.py lists "$name"
  expect_hardened "$name" nodepulse-agent.service
  [[ "$(on "$name" stat -c '%U:%a' /etc/nodepulse/token)" == nodepulse:600 ]] || fail "the token of $name is not its agent's alone"
  step "the line again, without and with the token that was used"
  on "$name" "$again" >>"$LOGS/$name.line.log" 2>&1 || fail "the second run failed, see $LOGS/$name.line.log"
  on "$name" "$line" >>"$LOGS/$name.line.log" 2>&1 || fail "the third run failed, see $LOGS/$name.line.log"
  test/server.py await-scrapes "$name" 2
  step "--remove"
  on "$name" "$again --remove" >>"$LOGS/$name.line.log" 2>&1 || fail "--remove failed, see $LOGS/$name.line.log"
  footprint after "$name"
  expect_nothing_left "$name"
}

remove_all() {
  step "uninstall"
  play uninstall.yml -e nodepulse_remove_data=true --limit "$(IFS=, && echo "$*")"
  on srv "test -f $BACKUP/valkey.rdb" || fail "the backup is gone with the data"
  on srv rm -r "$(dirname "$BACKUP")"
  footprint after "$@"
  expect_nothing_left "$@"
  expect_no_secrets npa_ "${SECRETS[@]}"
}

find_packages() {
  AGENT="$(ls ../../agent/target/nodepulse-agent_*.deb 2>/dev/null)" ||
    fail "no package of the agent: mvn -Pagent-packages -pl agent -am -DskipTests package"
  SERVER="$(ls ../../server/target/nodepulse-server_*.deb 2>/dev/null)" ||
    fail "no package of the server: mvn -Pserver-package -pl server -am -DskipTests package"
  ARCHIVE="$(ls ../../agent/target/nodepulse-agent_*.tar.xz 2>/dev/null)" ||
    fail "no archive of the agent: mvn -Pagent-packages -pl agent -am -DskipTests package"
  ARCHIVE="$(readlink -f "$ARCHIVE")" AGENT="$(readlink -f "$AGENT")" SERVER="$(readlink -f "$SERVER")"
}

# Certificate, secrets, a release archive of process_exporter, a process to look for.
prepare() {
  local sum name
  step "make certificate, secrets and a release archive"
  test/make-certificate "$RUN_STATE" srv "$(address srv)"
  mapfile -t SECRETS < <(for _ in admin postgresql valkey; do openssl rand -hex 24; done)
  NODEPULSE_ADMIN_TOKEN="${SECRETS[0]}"
  export NODEPULSE_ADMIN_TOKEN NODEPULSE_URL="https://$(address srv):8443" NODEPULSE_CA="$RUN_STATE/ca.pem"
  sum="$(test/make-release "$RUN_STATE/releases")"
  python3 -m http.server --directory "$RUN_STATE/releases" --bind 10.78.0.1 8000 >"$LOGS/releases.log" 2>&1 9>&- &
  HELPERS[releases]=$!
  (umask 077 && cat >"$RUN_STATE/vars.yml" <<VARS
nodepulse_url: $NODEPULSE_URL
nodepulse_ca_file: $NODEPULSE_CA
nodepulse_admin_token: $NODEPULSE_ADMIN_TOKEN
nodepulse_server_certificate: $RUN_STATE/srv.pem
nodepulse_server_certificate_key: $RUN_STATE/srv.key
nodepulse_postgresql_password: ${SECRETS[1]}
nodepulse_valkey_password: ${SECRETS[2]}
nodepulse_server_package: $SERVER
nodepulse_server_agent_archive: $ARCHIVE
# The hosts do not know the authority of this certificate, so the line has to tell them.
nodepulse_server_settings:
  nodepulse:
    install:
      certificate: /etc/nodepulse-server/tls/certificate.pem
nodepulse_server_heap: 256m
nodepulse_server_patience: 300
nodepulse_agent_patience: 300
valkey_maxmemory: 256mb
postgresql_shared_buffers: 128MB
nodepulse_agent_package: $AGENT
nodepulse_agent_interval: ${INTERVAL}s
test_release_sha256: $sum
VARS
  )
  for name in h1 h2; do
    [[ -f "$RUN_STATE/$name/pid" ]] || continue
    on "$name" "cp /bin/sleep /root/np-probe && systemd-run --quiet --unit np-probe /root/np-probe infinity"
  done
}

deploy() {
  step "site.yml on bare hosts, dry"
  play site.yml --check --diff
  step "site.yml"
  play site.yml
  step "the server lists both hosts with their processes"
  test/server.py lists h1 h2
  step "site.yml again, dry and for real"
  play site.yml --check --diff
  expect_unchanged
  play site.yml
  expect_unchanged
  step "units under systemd-analyze security"
  expect_hardened srv "${SERVER_UNITS[@]}"
  expect_hardened h1 nodepulse-agent.service "${EXPORTER_UNITS[@]}"
  expect_hardened h2 nodepulse-agent.service "${EXPORTER_UNITS[@]}"
}

# back_up_and_restore NAME...: restore.yml itself compares counts and verifies what was signed. What was scraped and
# signed after the backup is gone, and named; the hosts are seen again.
back_up_and_restore() {
  step "backup.yml"
  play backup.yml
  BACKUP="$(on srv ls -d /var/backups/nodepulse/*Z | tail -n 1)"
  step "restore.yml, after more was scraped"
  test/server.py await-scrapes "$1" 5
  test/server.py sign
  play restore.yml -e "nodepulse_backup_restore=$BACKUP"
  sed -n 's/^ *"\(.*: restored .*\)",\?$/       \1/p' "$LAST_LOG"
  grep -o 'signed after the backup, gone with the restore: shard .*[0-9]' "$LAST_LOG" ||
    fail "restore.yml does not name what is gone, see $LAST_LOG"
  test/server.py lists "$@"
}

# New packages, while a load of its own and the agents push.
upgrade() {
  step "rolling-upgrade.yml under load"
  touch "$RUN_STATE/loading"
  test/server.py load "$RUN_STATE/loading" >"$LOGS/load.log" 2>&1 9>&- &
  HELPERS[load]=$!
  test/repack "$AGENT" "$RUN_STATE/nodepulse-agent_next.deb"
  test/repack "$SERVER" "$RUN_STATE/nodepulse-server_next.deb"
  play rolling-upgrade.yml -e "nodepulse_agent_package=$RUN_STATE/nodepulse-agent_next.deb" \
    -e "nodepulse_server_package=$RUN_STATE/nodepulse-server_next.deb"
  rm "$RUN_STATE/loading"
  wait "${HELPERS[load]}" || {
    cat "$LOGS/load.log" >&2
    fail "the load lost something"
  }
  unset 'HELPERS[load]'
  cat "$LOGS/load.log"
  test/server.py gaps h1 h2 "$MAX_GAP"
  for name in h1 h2; do
    [[ "$(on "$name" nodepulse-agent status)" == *"0 buffer full, 0 too old, 0 damaged, 0 refused"* ]] ||
      fail "the agent of $name lost scrapes"
    [[ "$(on "$name" dpkg-query --show nodepulse-agent)" == *.test ]] || fail "$name has the old agent"
  done
}
