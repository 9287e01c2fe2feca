import * as v from 'valibot';

/** RFC 3339 text becomes epoch milliseconds. */
const time = v.pipe(
  v.string(),
  v.transform((text) => Date.parse(text)),
  v.check((at) => !Number.isNaN(at), 'is not a time'),
);
const maybeTime = v.nullish(time, null);
/** A figure that is not known is null. */
const figure = v.nullish(v.number(), null);

export const metrics = ['cpu', 'memory'] as const;
export type Metric = (typeof metrics)[number];

export const ServerState = v.picklist(['live', 'stale', 'never_seen']);

const serverEntries = {
  id: v.string(),
  name: v.nullish(v.string(), null),
  state: ServerState,
  registered_at: maybeTime,
  last_seen: maybeTime,
  as_of: maybeTime,
  cpu_cores: figure,
  cpu_percent: figure,
  memory_used_bytes: figure,
  memory_total_bytes: figure,
  load_1min: figure,
  load_5min: figure,
  load_15min: figure,
  processes_running: figure,
  processes_blocked: figure,
  processes_total: figure,
  uptime_seconds: figure,
  top_process: v.nullish(
    v.object({ name: v.string(), cpu_percent: figure, memory_mb: figure }),
    null,
  ),
  cpu_history: v.nullish(v.array(v.nullable(v.number())), []),
};

export const Server = v.object(serverEntries);
export const ServerList = v.object({ as_of: maybeTime, servers: v.array(Server) });

export const ServerDetail = v.object({
  ...serverEntries,
  swap_total_bytes: figure,
  swap_free_bytes: figure,
  disk_total_bytes: figure,
  disk_available_bytes: figure,
  retention_days: figure,
});

export const ProcessUsage = v.object({
  name: v.string(),
  num_procs: figure,
  cpu_percent: figure,
  host_percent: figure,
  memory_mb: figure,
  avg_cpu_percent: figure,
  avg_memory_mb: figure,
  peak_memory_mb: figure,
  running: v.boolean(),
  last_seen: maybeTime,
});

export const TopProcesses = v.object({
  server_id: v.string(),
  metric: v.picklist(metrics),
  from: time,
  to: time,
  as_of: maybeTime,
  coverage: figure,
  cpu_cores: figure,
  processes: v.array(ProcessUsage),
});

export const Problem = v.object({
  title: v.optional(v.string()),
  detail: v.optional(v.string()),
});

export type Server = v.InferOutput<typeof Server>;
export type ServerDetail = v.InferOutput<typeof ServerDetail>;
export type ServerState = v.InferOutput<typeof ServerState>;
export type ProcessUsage = v.InferOutput<typeof ProcessUsage>;
export type TopProcesses = v.InferOutput<typeof TopProcesses>;
