import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { metrics, type Metric } from '../api/schema';
import { readRange, writeRange, type Range } from './range';

/** Addresses of the pages. A name of a process may hold any character, so it is a parameter. */
export const addresses = {
  fleet: '/',
  system: '/system',
  server: (id: string, range?: Range) => withRange(`/servers/${encodeURIComponent(id)}`, {}, range),
  process: (id: string, name: string, range?: Range) =>
    withRange(`/servers/${encodeURIComponent(id)}/process`, { name }, range),
};

function withRange(path: string, query: Record<string, string>, range?: Range): string {
  const parameters = new URLSearchParams(query);
  if (range) writeRange(parameters, range);
  return parameters.size > 0 ? `${path}?${parameters.toString()}` : path;
}

type Edit = (parameters: URLSearchParams) => void;

/**
 * The state that the address holds. A choice is a new step in the history, so that "back" undoes it;
 * `refine` changes the current step, for what is typed.
 */
export function useAddress() {
  const [parameters, setParameters] = useSearchParams();
  const edit = useCallback(
    (change: Edit, replace: boolean) => {
      setParameters(
        (previous) => {
          const next = new URLSearchParams(previous);
          change(next);
          return next;
        },
        { replace },
      );
    },
    [setParameters],
  );
  return useMemo(
    () => ({
      parameters,
      range: readRange(parameters),
      metric: readMetric(parameters),
      choose: (change: Edit) => {
        edit(change, false);
      },
      refine: (change: Edit) => {
        edit(change, true);
      },
    }),
    [parameters, edit],
  );
}

export type Address = ReturnType<typeof useAddress>;

function readMetric(parameters: URLSearchParams): Metric {
  return metrics.find((metric) => metric === parameters.get('metric')) ?? 'cpu';
}

/** Sets a parameter, or removes it where the value is the default and need not show. */
export function setOrDrop(parameters: URLSearchParams, name: string, value: string, usual = '') {
  if (value === usual) parameters.delete(name);
  else parameters.set(name, value);
}
