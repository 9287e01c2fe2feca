import type { ProcessChange } from '../api/changes';
/** Answers of the API as the contract has them, for tests. Times end at `now`. */

export const now = Date.parse('2026-11-24T06:00:00Z');

const iso = (at: number) => new Date(at).toISOString();

export const server = (name: string, more: Record<string, unknown> = {}) => ({
  id: `id-of-${name}`,
  name,
  state: 'live',
  registered_at: iso(now - 86_400_000),
  last_seen: iso(now - 4_000),
  as_of: iso(now - 4_000),
  host_as_of: iso(now - 4_000),
  cpu_cores: 8,
  cpu_percent: 37.5,
  memory_used_bytes: 8 * 1024 ** 3,
  memory_total_bytes: 32 * 1024 ** 3,
  load_1min: 1.25,
  load_5min: 1.1,
  load_15min: 0.9,
  processes_running: 3,
  processes_blocked: 0,
  processes_total: 312,
  uptime_seconds: 90_061,
  top_process: { name: 'postgres', cpu_percent: 120.3, memory_mb: 488.3 },
  cpu_history: [10, 20, null, 30],
  ...more,
});

export const neverSeen = (name: string) => ({
  id: `id-of-${name}`,
  name,
  state: 'never_seen',
  registered_at: iso(now),
  last_seen: null,
  cpu_percent: null,
  top_process: null,
});

export const usage = (name: string, more: Record<string, unknown> = {}) => ({
  name,
  num_procs: 4,
  cpu_percent: 45.2,
  host_percent: 5.26,
  memory_mb: 488.3,
  cpu_seconds: 1515.6,
  covered_seconds: 3600,
  avg_cpu_percent: 42.1,
  running_cpu_percent: 43.5,
  max_cpu_percent: 180.4,
  max_cpu_at: iso(now - 600_000),
  avg_memory_mb: 480,
  peak_memory_mb: 512,
  running: true,
  last_seen: iso(now - 4_000),
  ...more,
});

/** What a process used by an optional metric; what is not given is not known. */
export const figure = (more: Record<string, unknown> = {}) => ({
  unit: 'bytes',
  total: null,
  avg: null,
  running_avg: null,
  max: null,
  latest: null,
  known: 1,
  ...more,
});

export const top = (processes: unknown[], more: Record<string, unknown> = {}) => ({
  server_id: 'id-of-db-1',
  metric: 'cpu',
  time_range_hours: 1,
  from: iso(now - 3_600_000),
  to: iso(now),
  as_of: iso(now - 4_000),
  coverage: 1,
  last_scrape_at: iso(now - 4_000),
  cpu_cores: 8,
  processes,
  ...more,
});

export const history = (name: string, more: Record<string, unknown> = {}) => ({
  server_id: 'id-of-db-1',
  name,
  from: iso(now - 3_600_000),
  to: iso(now),
  step_seconds: 60,
  as_of: iso(now - 4_000),
  last_scrape_at: iso(now - 4_000),
  process: usage(name),
  points: [
    {
      at: iso(now - 60_000),
      cpu_percent: { min: 280, avg: 283, max: 290 },
      memory_mb: { min: 300, avg: 310, max: 320 },
      num_procs: 9,
    },
  ],
  ...more,
});

export const change = (kind: string, more: Partial<ProcessChange> = {}): ProcessChange => ({
  at: now - 60_000,
  since: now - 75_000,
  kind,
  name: 'postgres',
  started_at: null,
  procs_before: null,
  procs_after: null,
  memory_mb_before: null,
  memory_mb_after: null,
  probably_out_of_memory: false,
  ...more,
});

/** As they are sent. */
export const changes = (kinds: string[], more: Record<string, unknown> = {}) => ({
  counts: { started: 0, ended: 0, restarted: 0, count: 0, memory: 0 },
  omitted: 0,
  more: false,
  changes: kinds.map((kind) => ({
    ...change(kind),
    at: iso(now - 60_000),
    since: iso(now - 75_000),
  })),
  ...more,
});

export const session = (role: string | null = null, more: Record<string, unknown> = {}) => ({
  signed_in: role !== null,
  name: role === null ? null : 'ada',
  role,
  provider: null,
  reading: 'open',
  sign_in: { password: true, oidc: [] },
  ...more,
});

/** Processes behind a group, the newest list. */
export const largest = (
  processes: Record<string, unknown>[],
  more: Record<string, unknown> = {},
) => ({
  server_id: 'id-of-db-1',
  at: iso(now - 30_000),
  seconds: 60,
  processes: processes.map((process) => ({
    name: 'postgres',
    pid: 812,
    user: 'postgres',
    started_at: iso(now - 3_600_000),
    cpu_percent: 12.5,
    cpu_seconds: 7.5,
    memory_mb: 96,
    arguments: null,
    ...process,
  })),
  ...more,
});
