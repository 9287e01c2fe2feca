#!/bin/sh
# Makes this machine a server that NodePulse monitors, as root:
#
#   curl -fsS SERVER/install.sh | sudo sh -s -- TOKEN [--name NAME] [--allow-same-name]
#   curl -fsS SERVER/install.sh | sudo sh -s --               upgrades the agent that is there
#   curl -fsS SERVER/install.sh | sudo sh -s -- --remove      takes everything away again
#
# The token comes from "Add a server" on the page. Files lie where the Debian package has them.
# With DESTDIR everything is done below that folder, by whoever runs it and without a user of its own.
set -eu
umask 077

# Filled in by the server.
server='@SERVER@'
archives='@ARCHIVES@'
certificate='@CERTIFICATE@'

root=${DESTDIR:-}
program=$root/usr/lib/nodepulse-agent
link=$root/usr/bin/nodepulse-agent
unit=$root/etc/systemd/system/nodepulse-agent.service
etc=$root/etc/nodepulse
state=$root/var/lib/nodepulse
work=

fail() {
  echo "nodepulse: $1" >&2
  exit 1
}

say() {
  echo "nodepulse: $1"
}

clean_up() {
  if [ -n "$work" ]; then
    rm -rf "$work"
  fi
}

read_arguments() {
  token='' name='' same=false remove=false
  while [ $# -gt 0 ]; do
    case $1 in
      --remove) remove=true ;;
      --allow-same-name) same=true ;;
      --name)
        [ $# -ge 2 ] || fail "--name needs a name behind it"
        name=$2
        shift
        ;;
      -*) fail "there is no option $1, but --name NAME, --allow-same-name, --remove" ;;
      *)
        [ -z "$token" ] || fail "there is one token, and this is a second word: $1"
        token=$1
        ;;
    esac
    shift
  done
  case $token in
    *[!A-Za-z0-9_-]*) fail "the token holds something that tokens do not: copy the whole line again" ;;
  esac
}

require_root() {
  if [ -z "$root" ] && [ "$(id -u)" -ne 0 ]; then
    fail "this has to be run by root: put sudo before sh"
  fi
}

require_machine() {
  [ -d "$root/run/systemd/system" ] || fail "this machine does not run systemd, which the agent is started by"
  for tool in curl tar xz sha256sum systemctl; do
    command -v "$tool" > /dev/null || fail "this machine has no $tool: install it first"
  done
  if [ -z "$root" ] && command -v dpkg-query > /dev/null &&
    dpkg-query --show --showformat='${Status}' nodepulse-agent 2> /dev/null | grep -q ' installed$'; then
    fail "the Debian package nodepulse-agent is installed: upgrade that, or remove it first"
  fi
}

# Sets file and digest to what this server has for this machine.
choose_archive() {
  case $(uname -m) in
    x86_64 | amd64) arch=amd64 ;;
    aarch64 | arm64) arch=arm64 ;;
    *) arch=$(uname -m) ;;
  esac
  line=$(echo "$archives" | grep "^$arch ") ||
    fail "$server has no agent for $arch, only for: $(echo "$archives" | cut -d ' ' -f 1 | tr '\n' ' ')"
  file=$(echo "$line" | cut -d ' ' -f 2)
  digest=$(echo "$line" | cut -d ' ' -f 3)
}

# curl, which trusts the server's own certificate where no authority vouches for it.
ask() {
  if [ -n "$certificate" ]; then
    curl --silent --show-error --connect-timeout 10 --cacert "$work/ca.pem" "$@"
  else
    curl --silent --show-error --connect-timeout 10 "$@"
  fi
}

install_program() {
  if [ -x "$program/bin/nodepulse-agent" ] && [ "$(cat "$etc/package.sha256" 2> /dev/null)" = "$digest" ]; then
    say "the agent of this server is installed already"
    return
  fi
  ask --fail --output "$work/$file" "$server/install/$file" || fail "cannot fetch $server/install/$file"
  echo "$digest  $work/$file" | sha256sum --check --status 2> /dev/null ||
    fail "$file is not what the server says it is (SHA-256): nothing was installed"
  mkdir -p "$root/usr/lib" "$root/usr/bin" "$root/etc/systemd/system"
  rm -rf "$program.new"
  mkdir -m 755 "$program.new"
  tar -xJpf "$work/$file" -C "$program.new" --strip-components=1 || fail "cannot unpack $file"
  "$program.new/bin/nodepulse-agent" --version > "$work/version" 2>&1 ||
    fail "the agent does not run on this machine: $(head -n 1 "$work/version")"
  rm -rf "$program"
  mv "$program.new" "$program"
  ln -sf ../lib/nodepulse-agent/bin/nodepulse-agent "$link"
  cp "$program/lib/nodepulse-agent.service" "$unit"
  chmod 644 "$unit"
  echo "$digest" > "$etc/package.sha256"
  say "installed $(cat "$work/version")"
}

make_user() {
  mkdir -p "$etc"
  chmod 750 "$etc"
  if [ -z "$root" ]; then
    if ! getent passwd nodepulse > /dev/null; then
      useradd --system --user-group --no-create-home --home-dir /var/lib/nodepulse \
        --shell "$(command -v nologin || echo /usr/sbin/nologin)" nodepulse ||
        fail "cannot make the user nodepulse"
    fi
    chown root:nodepulse "$etc"
  fi
}

# Writes standard input to a file that only the agent can read.
secret_file() {
  rm -f "$1.part"
  cat > "$1.part"
  if [ -z "$root" ]; then
    chown nodepulse:nodepulse "$1.part"
  fi
  mv "$1.part" "$1"
}

# The text of a field of the JSON in a file, with quotation marks as apostrophes.
field() {
  sed "s/\\\\\"/'/g" "$1" | sed -n "s/.*\"$2\":\"\\([^\"]*\\)\".*/\\1/p"
}

# Exchanges the token for an id and the agent's own token.
enroll() {
  [ -n "$token" ] || fail "a token is needed: copy the line of 'Add a server' on $server"
  name=${name:-$(uname -n)}
  case $name in
    *\"* | *\\*) fail "a name must have no \" and no \\" ;;
  esac
  # The token goes by standard input: what stands on a command line, everybody sees.
  status=$(
    echo "Authorization: Bearer $token" |
      ask --header @- --header 'Content-Type: application/json' \
        --data "{\"name\": \"$name\", \"allow_same_name\": $same}" \
        --output "$work/answer" --write-out '%{http_code}' "$server/api/servers/enroll"
  ) || fail "cannot reach $server/api/servers/enroll"
  case $status in
    201) ;;
    409) fail "$(field "$work/answer" detail) (here: --name NAME or --allow-same-name)" ;;
    *) fail "$server refused the token ($status): $(field "$work/answer" detail)" ;;
  esac
  id=$(field "$work/answer" id)
  agent_token=$(field "$work/answer" agent_token)
  if [ -z "$id" ] || [ -z "$agent_token" ]; then
    fail "$server answered something else than a server and its token: is it NodePulse?"
  fi
  echo "$agent_token" | secret_file "$etc/token"
  write_configuration | secret_file "$etc/nodepulse.yml"
  echo "$id" | secret_file "$etc/server-id"
  say "registered as $name"
}

write_configuration() {
  cat << CONFIGURATION
# Configuration of the NodePulse agent, written by $server/install.sh
# After a change: nodepulse-agent --check-config && systemctl reload nodepulse-agent
server:
  endpoint: "$server/metrics/prometheus"
  token_file: /etc/nodepulse/token
CONFIGURATION
  if [ -n "$certificate" ]; then
    echo "  ca_file: /etc/nodepulse/ca.pem"
  fi
  case $server in
    # Beyond loopback, whoever started that server asked for it.
    http://*) echo "  allow_plain_http: true" ;;
  esac
  cat << CONFIGURATION

agent:
  server_id: $id
  interval: 15s

buffer:
  path: /var/lib/nodepulse/buffer
CONFIGURATION
}

start() {
  systemctl daemon-reload
  systemctl enable --quiet nodepulse-agent.service
  systemctl restart nodepulse-agent.service || fail "the agent does not start: journalctl -u nodepulse-agent"
  say "the agent runs. What it does: nodepulse-agent status, or journalctl -u nodepulse-agent"
  say "this machine's page: $server/servers/$(cat "$etc/server-id")"
}

take_away() {
  if [ -f "$unit" ]; then
    systemctl disable --quiet --now nodepulse-agent.service || fail "cannot stop the agent"
    rm -f "$unit"
    systemctl daemon-reload
  fi
  rm -rf "$program" "$program.new" "$link" "$etc" "$state"
  if [ -z "$root" ] && getent passwd nodepulse > /dev/null; then
    userdel nodepulse || fail "cannot remove the user nodepulse"
  fi
  say "the agent is gone. What it sent stays on $server"
}

# As one function, so that half a script does nothing.
main() {
  read_arguments "$@"
  require_root
  require_machine
  if [ "$remove" = true ]; then
    take_away
    return
  fi
  choose_archive
  if [ ! -s "$etc/server-id" ] && [ -z "$token" ]; then
    fail "a token is needed: copy the line of 'Add a server' on $server"
  fi
  trap clean_up EXIT
  work=$(mktemp -d)
  make_user
  if [ -n "$certificate" ]; then
    echo "$certificate" > "$work/ca.pem"
    secret_file "$etc/ca.pem" < "$work/ca.pem"
  fi
  install_program
  if [ -s "$etc/server-id" ]; then
    say "this machine is registered already: its configuration stays$([ -z "$token" ] || echo ', the token was not used')"
  else
    enroll
  fi
  start
}

main "$@"
