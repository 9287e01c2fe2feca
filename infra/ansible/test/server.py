#!/usr/bin/env python3
"""Asks a NodePulse server what the test of the playbooks wants to know, and loads it.

server.py lists HOST...            waits until these are live and their top lists carry np-probe
server.py live N                   waits until N servers are live
server.py await-scrapes HOST N     waits until it has N more scrapes
server.py sign                     registers a server that never pushes, and has all there is signed
server.py gaps HOST... SECONDS     no two scrapes of np-probe are further apart than that
server.py line                     the line that adds a server, as the page shows it, without sudo
server.py load FILE                pushes until FILE is gone, then compares with the event store
Environment: NODEPULSE_URL, NODEPULSE_CA, NODEPULSE_ADMIN_TOKEN.
"""

import datetime
import json
import os
import ssl
import sys
import time
import urllib.error
import urllib.request

URL = os.environ["NODEPULSE_URL"]
ADMIN = os.environ["NODEPULSE_ADMIN_TOKEN"]
CA = os.environ.get("NODEPULSE_CA")
TLS = ssl.create_default_context(cafile=CA) if CA else None
PROBE = "np-probe"
PATIENCE = 120


def call(path, body=None, token=ADMIN, timeout=10):
    data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
    request = urllib.request.Request(URL + path, data)
    request.add_header("Authorization", "Bearer " + token)
    request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=timeout, context=TLS) as answer:
        return answer.read().decode()


def servers():
    return {server["name"]: server for server in json.loads(call("/api/servers"))["servers"]}


def shows_probe(server):
    top = json.loads(call(f"/api/servers/{server['id']}/processes/top?metric=memory&limit=100&hours=1"))
    return PROBE in [process["name"] for process in top["processes"]]


def lists(hosts):
    deadline = time.monotonic() + PATIENCE
    while True:
        known = servers()
        missing = [h for h in hosts if h not in known or known[h]["state"] != "live" or not shows_probe(known[h])]
        if not missing:
            break
        if time.monotonic() > deadline:
            sys.exit(f"not live with {PROBE}: {missing}; the server lists {known}")
        time.sleep(1)
    for host in hosts:
        print(f"       {host}: live, {PROBE} among its processes")


def live(count):
    deadline = time.monotonic() + PATIENCE
    while sum(server["state"] == "live" for server in servers().values()) < count:
        if time.monotonic() > deadline:
            sys.exit(f"not {count} servers are live; the server lists {servers()}")
        time.sleep(1)


def line():
    pin = json.loads(call("/api/install"))["public_key_pin"]
    token = json.loads(call("/api/servers/enrollments", {}))["token"]
    print(f"curl -fsSk --pinnedpubkey '{pin}' {URL}/install.sh | sh -s -- {token}")


def times_of(server_id, process):
    now = datetime.datetime.now(datetime.timezone.utc)
    span = [(now + datetime.timedelta(hours=h)).strftime("%Y-%m-%dT%H:%M:%SZ") for h in (-2, 1)]
    path = f"/api/servers/{server_id}/events?process={process}&from={span[0]}&to={span[1]}&format=ndjson"
    events = [json.loads(line) for line in call(path, timeout=60).splitlines()]
    return sorted(datetime.datetime.fromisoformat(e["sampled_at"].replace("Z", "+00:00")) for e in events)


def await_scrapes(host, more):
    server = servers()[host]["id"]
    wanted = len(times_of(server, PROBE)) + more
    deadline = time.monotonic() + PATIENCE
    while len(times_of(server, PROBE)) < wanted:
        if time.monotonic() > deadline:
            sys.exit(f"{host} has not sent {more} more scrapes")
        time.sleep(1)


def sign():
    call("/api/servers", {"name": "silent"})
    verdict = json.loads(call("/api/audit/verify", b"", timeout=PATIENCE).splitlines()[-1])
    if not verdict["intact"]:
        sys.exit("the history does not verify")


def gaps(hosts, seconds):
    known = servers()
    for host in hosts:
        times = times_of(known[host]["id"], PROBE)
        widest = max((b - a).total_seconds() for a, b in zip(times, times[1:]))
        print(f"       {host}: {len(times)} scrapes stored, the widest gap {widest:.1f} s")
        if widest > seconds:
            sys.exit(f"{host} has a gap of more than {seconds} s")


def push(server, token, at):
    """Pushes one scrape until it is acknowledged, as an agent does; returns how often that failed."""
    sample = {"name": PROBE, "num_procs": 1, "cpu_seconds": 1.0, "memory_bytes": 4096}
    body = {"process_exporter": [{"timestamp": at, "processes": [sample]}]}
    failures = 0
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            call(f"/metrics/prometheus?server_id={server}", body, token)
            return failures
        except (urllib.error.URLError, OSError) as problem:
            if isinstance(problem, urllib.error.HTTPError) and problem.code in (400, 401, 403, 413):
                raise
            if time.monotonic() > deadline:
                sys.exit(f"a push was not taken within {PATIENCE} s: {problem}")
            failures += 1
            time.sleep(0.2)


def load(running):
    registered = json.loads(call("/api/servers", {"name": "load", "allow_same_name": True}))
    acknowledged, failures = set(), 0
    while os.path.exists(running):
        now = datetime.datetime.now(datetime.timezone.utc)
        at = now.strftime("%Y-%m-%dT%H:%M:%S.") + f"{now.microsecond // 1000:03d}Z"
        failures += push(registered["id"], registered["agent_token"], at)
        acknowledged.add(datetime.datetime.fromisoformat(at.replace("Z", "+00:00")))
        time.sleep(0.05)
    stored = times_of(registered["id"], PROBE)
    lost, doubled = acknowledged - set(stored), len(stored) - len(set(stored))
    print(f"       {len(acknowledged)} pushes acknowledged, {failures} refused and repeated, "
          f"{len(stored)} stored, {len(lost)} lost, {doubled} doubled")
    if lost or doubled:
        sys.exit("the upgrade lost or doubled events")


if __name__ == "__main__":
    command, *arguments = sys.argv[1:]
    if command == "lists":
        lists(arguments)
    elif command == "live":
        live(int(arguments[0]))
    elif command == "await-scrapes":
        await_scrapes(arguments[0], int(arguments[1]))
    elif command == "sign":
        sign()
    elif command == "gaps":
        gaps(arguments[:-1], float(arguments[-1]))
    elif command == "line":
        line()
    elif command == "load":
        load(*arguments)
    else:
        sys.exit(__doc__)
