import { isOptional, type Metric } from '../../api/metrics';
import type { Memory } from '../../api/groupings';
import type { ProcessUsage } from '../../api/schema';
import type { ColumnMeta } from '../../components/table';
import { duration, mebibytes, percent, type Quantity } from '../../lib/format';

export const noSample = 'there is no sample of this in the range';

export type Usage =
  | 'cpu_percent'
  | 'avg_cpu_percent'
  | 'running_cpu_percent'
  | 'max_cpu_percent'
  | 'cpu_seconds'
  | 'host_percent'
  | 'memory_mb'
  | 'avg_memory_mb'
  | 'peak_memory_mb';

const noCpu = 'a CPU value needs two scrapes at most 5 minutes apart';
const noCores = 'the number of cores of this server is not known';

export interface UsageColumn {
  id: Usage;
  tone: 'cpu' | 'memory';
  format?: (value: number) => Quantity;
  why?: string;
  /** Only those want to see it who rank by what it is of. */
  detail?: boolean;
  /** It stands beside the figures of an optional metric, too. */
  beside?: boolean;
  /** When the figure was so, where that is known. */
  at?: (process: ProcessUsage) => number | null;
  meta: ColumnMeta;
}

/** The figures of a process that the list shows, in its order; what memory is depends on the grouping. */
const usages: UsageColumn[] = [
  {
    id: 'cpu_percent',
    tone: 'cpu',
    meta: { label: 'CPU latest', hint: 'In the latest interval of the range; 100 % is one core' },
  },
  {
    id: 'avg_cpu_percent',
    tone: 'cpu',
    beside: true,
    meta: {
      label: 'CPU average',
      hint: 'CPU time over all the time that the server was watched; 100 % is one core',
    },
  },
  {
    id: 'running_cpu_percent',
    tone: 'cpu',
    detail: true,
    meta: {
      label: 'While it ran',
      hint: 'Average CPU over the time in which the process was seen',
    },
  },
  {
    id: 'max_cpu_percent',
    tone: 'cpu',
    detail: true,
    at: (process) => process.max_cpu_at,
    meta: { label: 'CPU peak', hint: 'In the highest interval between two scrapes' },
  },
  {
    id: 'cpu_seconds',
    tone: 'cpu',
    detail: true,
    format: (seconds) => ({ text: duration(seconds), unit: '' }),
    meta: { label: 'CPU time', hint: 'Used in the range' },
  },
  {
    id: 'host_percent',
    tone: 'cpu',
    why: noCores,
    meta: { label: 'Share of host', hint: 'Average CPU of all cores' },
  },
  {
    id: 'memory_mb',
    tone: 'memory',
    beside: true,
    meta: { label: 'latest', hint: 'in the latest scrape of the range' },
  },
  {
    id: 'avg_memory_mb',
    tone: 'memory',
    detail: true,
    meta: { label: 'average', hint: 'over its samples' },
  },
  {
    id: 'peak_memory_mb',
    tone: 'memory',
    meta: { label: 'peak', hint: 'highest in the range' },
  },
];

export const formats = { cpu: percent, memory: mebibytes };
export const whys = { cpu: noCpu, memory: noSample };

/** Those that are shown where processes are ranked by a metric. */
export const usagesFor = (metric: Metric, memory: Memory): UsageColumn[] =>
  usages
    .filter(({ tone, detail, beside }) =>
      isOptional(metric) ? beside : tone === metric || !detail,
    )
    .map((usage) => (usage.tone === 'memory' ? ofMemory(usage, memory) : usage));

const ofMemory = (usage: UsageColumn, { title, label }: Memory): UsageColumn => ({
  ...usage,
  meta: {
    ...usage.meta,
    label: `${title} ${usage.meta.label}`,
    hint: `${label}, ${usage.meta.hint ?? ''}`,
  },
});
