import * as v from 'valibot';
import { time } from './schema';

const maybeTime = v.nullish(time, null);
/** What is not of the kind of change is null. */
const figure = v.nullish(v.number(), null);

const ProcessChange = v.object({
  at: time,
  /** The scrape before, which does not show it. */
  since: time,
  /** A newer server may know more kinds than the page. */
  kind: v.string(),
  name: v.string(),
  started_at: maybeTime,
  procs_before: figure,
  procs_after: figure,
  memory_mb_before: figure,
  memory_mb_after: figure,
  probably_out_of_memory: v.boolean(),
});

/** What became of the processes of a server in a range. */
export const ProcessChanges = v.object({
  /** In the whole range. */
  counts: v.object({
    started: v.number(),
    ended: v.number(),
    restarted: v.number(),
    count: v.number(),
    memory: v.number(),
  }),
  /** How many more there were that were not kept. */
  omitted: v.number(),
  /** Whether there are older ones than those that are listed. */
  more: v.boolean(),
  changes: v.array(ProcessChange),
});

export type ProcessChange = v.InferOutput<typeof ProcessChange>;
export type ProcessChanges = v.InferOutput<typeof ProcessChanges>;
