import * as v from 'valibot';
import { groupings, usualGrouping } from './groupings';
import { hostFigures } from './hostFigures';
import { metrics, usualMetrics, type Metric } from './metrics';

/** RFC 3339 text becomes epoch milliseconds. */
export const time = v.pipe(
  v.string(),
  v.transform((text) => Date.parse(text)),
  v.check((at) => !Number.isNaN(at), 'is not a time'),
);
const maybeTime = v.nullish(time, null);
/** A figure that is not known is null. */
const figure = v.nullish(v.number(), null);

/** A field for each figure of that part of the table. */
const fieldsOf = <T extends object>(figures: T) =>
  Object.fromEntries(Object.keys(figures).map((name) => [name, figure])) as {
    [name in keyof T]: typeof figure;
  };

export const ServerState = v.picklist(['live', 'stale', 'never_seen']);

const serverEntries = {
  id: v.string(),
  name: v.nullish(v.string(), null),
  state: ServerState,
  tags: v.optional(v.array(v.string()), []),
  registered_at: maybeTime,
  last_seen: maybeTime,
  as_of: maybeTime,
  /** The scrape that the host's figures are of. */
  host_as_of: maybeTime,
  ...fieldsOf(hostFigures.list),
  top_process: v.nullish(
    v.object({ name: v.string(), cpu_percent: figure, memory_mb: figure }),
    null,
  ),
  cpu_history: v.nullish(v.array(v.nullable(v.number())), []),
};

export const Server = v.object(serverEntries);
export const ServerList = v.object({ as_of: maybeTime, servers: v.array(Server) });

/** What is new to the page is left out. */
const knownMetrics = v.pipe(
  v.optional(v.array(v.string()), usualMetrics),
  v.transform((words) => metrics.filter((metric) => words.includes(metric))),
);

export const ServerDetail = v.object({
  ...serverEntries,
  ...fieldsOf(hostFigures.detail),
  retention_days: figure,
  /** What its processes can be ranked by, as of its last scrape. */
  process_metrics: knownMetrics,
  /** What its units and slices can be ranked by. */
  unit_metrics: knownMetrics,
  /** What its processes are grouped by. */
  grouped_by: v.pipe(
    v.optional(v.array(v.string()), [usualGrouping]),
    v.transform((words) => groupings.filter((by) => words.includes(by))),
  ),
});

/** What a process used by the optional metric that was asked for; what is not known is null. */
export const FigureUsage = v.object({
  /** Of a counter: what it grew by. */
  total: figure,
  /** Of a counter what it grew by a second, else the mean of the samples that have it. */
  avg: figure,
  running_avg: figure,
  max: figure,
  /** Of what is no counter: the last sample. */
  latest: figure,
  /** In which share of the time, or of the samples, it is known: 0 to 1. */
  known: v.nullish(v.number(), 0),
});

const optionalFigure = v.nullish(FigureUsage, null);

export const ProcessUsage = v.object({
  name: v.string(),
  num_procs: figure,
  cpu_percent: figure,
  host_percent: figure,
  memory_mb: figure,
  cpu_seconds: figure,
  covered_seconds: figure,
  /** Of all the time that the server was watched; what is ranked by. */
  avg_cpu_percent: figure,
  /** Of the time in which the process was seen. */
  running_cpu_percent: figure,
  max_cpu_percent: figure,
  max_cpu_at: maybeTime,
  avg_memory_mb: figure,
  peak_memory_mb: figure,
  running: v.boolean(),
  last_seen: maybeTime,
  /** By the metric that was asked for; null for CPU and memory. */
  figure: optionalFigure,
});

/** Why an answer is made of longer steps than usual: shorter ones are kept since then only. */
const coarser = v.nullish(v.object({ step_seconds: v.number(), finer_since: time }), null);

export const TopProcesses = v.object({
  server_id: v.string(),
  metric: v.picklist(metrics),
  from: time,
  to: time,
  as_of: maybeTime,
  coverage: figure,
  /** Of the range; `as_of` is of the server, whatever the range. */
  last_scrape_at: maybeTime,
  cpu_cores: figure,
  coarser,
  /** Since when anything is kept; null where nothing is gone yet. */
  kept_since: maybeTime,
  processes: v.array(ProcessUsage),
});

export const FoundProcesses = v.object({
  processes: v.array(v.object({ server_id: v.string(), name: v.string() })),
});

export const Problem = v.object({
  title: v.optional(v.string()),
  detail: v.optional(v.string()),
  /** What was wrong of what was sent. */
  field: v.optional(v.string()),
});

export type Server = v.InferOutput<typeof Server>;
export type ServerDetail = v.InferOutput<typeof ServerDetail>;
export type ServerState = v.InferOutput<typeof ServerState>;
export type FigureUsage = v.InferOutput<typeof FigureUsage>;
export type ProcessUsage = v.InferOutput<typeof ProcessUsage>;
export type FoundProcess = v.InferOutput<typeof FoundProcesses>['processes'][number];
export type TopProcesses = v.InferOutput<typeof TopProcesses>;
export type Coarser = v.InferOutput<typeof coarser>;

/** Lowest, mean and highest value of a step; null where nothing was sampled. */
const spread = v.nullish(v.object({ min: v.number(), avg: v.number(), max: v.number() }), null);

export const ProcessHistory = v.object({
  server_id: v.string(),
  name: v.string(),
  from: time,
  to: time,
  step_seconds: v.number(),
  as_of: maybeTime,
  last_scrape_at: maybeTime,
  coarser,
  kept_since: maybeTime,
  /** Over the whole range; null where nothing was sampled. */
  process: v.nullish(ProcessUsage, null),
  points: v.array(
    v.object({
      at: time,
      cpu_percent: spread,
      memory_mb: spread,
      num_procs: figure,
      resets: v.nullish(v.number(), 0),
      figure: optionalFigure,
    }),
  ),
});

/** The answer does not repeat which optional metric its figures are of. */
export type ProcessHistory = v.InferOutput<typeof ProcessHistory> & { metric: Metric | null };

const Shard = v.object({
  shard: v.number(),
  position: figure,
  head: figure,
  lag_events: figure,
  lag_seconds: figure,
  /** What keeps the projection from going on in this shard, until it is repaired. */
  broken: v.nullish(v.object({ first: v.number(), last: v.number(), reason: v.string() }), null),
  error: v.nullish(v.string(), null),
});

/** What a projection went on without, or with, in a repair. */
const Repaired = v.object({
  shard: v.number(),
  kind: v.string(),
  first: v.number(),
  last: v.number(),
  at: maybeTime,
});

const Rebuild = v.object({
  state: v.nullish(v.string(), null),
  events_done: figure,
  events_total: figure,
  events_per_second: figure,
  remaining_seconds: figure,
});

export const Projection = v.object({
  name: v.string(),
  state: v.string(),
  shards: v.array(Shard),
  rebuild: v.nullish(Rebuild, null),
  dead_letters: figure,
  repairs: v.nullish(v.array(Repaired), []),
});

export const Projections = v.object({ projections: v.array(Projection) });

/** Closed ranges of a shard's history as files; null where none are made. */
const Segments = v.object({
  /** A folder, or s3://BUCKET/PREFIX. */
  place: v.nullish(v.string(), null),
  /** In the folder alone, while they have to be in the bucket. */
  waiting: v.nullish(v.number(), 0),
  files: v.number(),
  bytes: v.number(),
  events: v.number(),
  stopped: v.nullish(v.string(), null),
});

export const EventStore = v.object({
  events: v.number(),
  bytes: v.number(),
  oldest: maybeTime,
  sealed_events: v.number(),
  dead_letters: v.number(),
  verified_at: maybeTime,
  verified: v.nullish(v.boolean(), null),
  /** 0 keeps everything. */
  retention_seconds: v.number(),
  /** How long scrapes stay in Valkey; less than the retention where segments have the rest. */
  hot_seconds: v.nullish(v.number(), null),
  /** For how long Valkey has room if nothing is removed; null where that is not known. */
  room_seconds: v.nullish(v.number(), null),
  shards: v.nullish(v.array(v.object({ segments: v.nullish(Segments, null) })), []),
});

export type Projection = v.InferOutput<typeof Projection>;
export type EventStore = v.InferOutput<typeof EventStore>;

/** An event as it was recorded; which figures it has depends on its type. */
export const RecordedEvent = v.object({
  sequence: v.number(),
  type: v.string(),
  sampled_at: maybeTime,
  process_name: v.nullish(v.string(), null),
  /** Why the event can no longer be read. */
  reason: v.nullish(v.string(), null),
  num_procs: figure,
  cpu_seconds: figure,
  resident_bytes: figure,
});

export const EventPage = v.object({
  events: v.array(RecordedEvent),
  /** Where the next page begins; null on the last one. */
  next: v.nullish(v.string(), null),
});

export type RecordedEvent = v.InferOutput<typeof RecordedEvent>;
