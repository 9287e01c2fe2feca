import * as v from 'valibot';
import { time } from './schema';

const maybe = v.nullish(v.number(), null);

const LargeProcess = v.object({
  /** Of the group. */
  name: v.string(),
  pid: v.number(),
  user: v.nullish(v.string(), null),
  started_at: v.nullish(time, null),
  /** 100 being one core. */
  cpu_percent: maybe,
  memory_mb: v.number(),
  /** Only where the agent sends them. */
  arguments: v.nullish(v.string(), null),
});

/** The largest processes behind a group at one moment. */
export const LargestProcesses = v.object({
  /** null where there is no list of then. */
  at: v.nullish(time, null),
  /** The time before, which CPU is of. */
  seconds: maybe,
  processes: v.array(LargeProcess),
});

export type LargestProcesses = v.InferOutput<typeof LargestProcesses>;
