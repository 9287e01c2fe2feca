/** What an optional metric's answer says of a process, field by field. */
export type Part = 'latest' | 'avg' | 'max' | 'total';

interface Row {
  /** Where it is chosen. */
  label: string;
  /** In front of its figures, where that is another name. */
  title?: string;
  group: 'CPU' | 'Memory' | 'Disk' | 'Files';
  /** What its figures are, in plain words. */
  hint: string;
  /** What an amount of it is; of a counter, what it grows by. */
  unit: 'percent' | 'mebibytes' | 'bytes' | 'count';
  /** The key that ranks by it. */
  key?: string;
  /** Not every agent sends its figures; nor does an agent that may not read them. */
  optional?: boolean;
  /** It only grows: figures are of a second, and are summed up over the range. */
  counter?: boolean;
  /** A sum of two figures, whose highest value is not known. */
  sum?: boolean;
}

/** What processes are ranked by, and shown over time, as `UsageMetric` of the API has it. */
const table = {
  cpu: {
    label: 'CPU',
    group: 'CPU',
    hint: '100 % is one core',
    unit: 'percent',
    key: 'c',
  },
  memory: {
    label: 'Memory',
    title: 'RSS',
    group: 'Memory',
    hint: 'shared memory counts in each process',
    unit: 'mebibytes',
    key: 'm',
  },
  threads: {
    label: 'Threads',
    group: 'CPU',
    hint: 'threads of all processes of the name',
    unit: 'count',
    key: 't',
    optional: true,
  },
  switches: {
    label: 'Context switches',
    group: 'CPU',
    hint: 'how often it left a core, of its own will or not',
    unit: 'count',
    optional: true,
    counter: true,
    sum: true,
  },
  swap: {
    label: 'Swap',
    group: 'Memory',
    hint: 'memory of it that lies in swap',
    unit: 'bytes',
    key: 's',
    optional: true,
  },
  oom_kills: {
    label: 'OOM kills',
    group: 'Memory',
    hint: 'processes that the kernel killed as memory was out; known of units and slices only',
    unit: 'count',
    optional: true,
    counter: true,
  },
  faults: {
    label: 'Major faults',
    group: 'Memory',
    hint: 'page faults that had to wait for a disk',
    unit: 'count',
    optional: true,
    counter: true,
  },
  read: {
    label: 'Disk read',
    group: 'Disk',
    hint: 'bytes that were fetched from a disk for it; what lay in memory already does not count',
    unit: 'bytes',
    key: 'r',
    optional: true,
    counter: true,
  },
  write: {
    label: 'Disk write',
    group: 'Disk',
    hint: 'bytes that it had written to a disk',
    unit: 'bytes',
    key: 'w',
    optional: true,
    counter: true,
  },
  io: {
    label: 'Disk read and write',
    title: 'Disk I/O',
    group: 'Disk',
    hint: 'bytes that were fetched from a disk for it, and that it had written to one',
    unit: 'bytes',
    key: 'i',
    optional: true,
    counter: true,
    sum: true,
  },
  waiting: {
    label: 'Waiting processes',
    title: 'Waiting',
    group: 'Disk',
    hint: 'processes that nothing can interrupt, mostly since they wait for a disk',
    unit: 'count',
    optional: true,
  },
  fds: {
    label: 'Open files',
    group: 'Files',
    hint: 'file descriptors: open files, sockets and pipes',
    unit: 'count',
    key: 'f',
    optional: true,
  },
} satisfies Record<string, Row>;

export type Metric = keyof typeof table;

export const metrics = Object.keys(table) as [Metric, ...Metric[]];

export interface MetricRow extends Row {
  metric: Metric;
  title: string;
}

const rows = Object.fromEntries(
  Object.entries<Row>(table).map(([metric, row]) => [
    metric,
    { title: row.label, ...row, metric: metric as Metric },
  ]),
) as Record<Metric, MetricRow>;

export const metricRow = (metric: Metric): MetricRow => rows[metric];

export const isOptional = (metric: Metric): boolean => metricRow(metric).optional ?? false;

export const metricRows: MetricRow[] = metrics.map(metricRow);

/** Those of every server. */
export const usualMetrics: Metric[] = metrics.filter((metric) => !isOptional(metric));
