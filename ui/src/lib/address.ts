import { useMemo } from 'react';
import { navigate, useSearch } from 'wouter/use-browser-location';
import { groupings, usualGrouping, type Grouping } from '../api/groupings';
import { metrics, type Metric } from '../api/metrics';
import { readRange, writeRange, type Range } from './range';

/** A process of a server, as one line of a comparison. */
export interface Line {
  serverId: string;
  name: string;
}

/** Addresses of the pages. A name of a process may hold any character, so it is a parameter. */
export const addresses = {
  fleet: '/',
  system: '/system',
  administration: '/administration',
  server: (id: string, range?: Range, metric?: Metric, by?: Grouping) =>
    withRange(['servers', id], [...ofMetric(metric), ...ofGrouping(by)], range),
  process: (id: string, name: string, range?: Range, metric?: Metric, by?: Grouping) =>
    withRange(
      ['servers', id, 'process'],
      [['name', name], ...ofMetric(metric), ...ofGrouping(by)],
      range,
    ),
  events: (id: string, name: string | undefined, range?: Range) =>
    withRange(['servers', id, 'events'], name === undefined ? [] : [['name', name]], range),
  compare: (lines: Line[] = [], range?: Range, metric?: Metric) =>
    withRange(
      ['compare'],
      [...lines.map((line): [string, string] => ['line', writeLine(line)]), ...ofMetric(metric)],
      range,
    ),
};

/** The metric that every page begins with. */
const usualMetric: Metric = 'cpu';

const ofMetric = (metric: Metric = usualMetric): [string, string][] =>
  metric === usualMetric ? [] : [['metric', metric]];

const ofGrouping = (by: Grouping = usualGrouping): [string, string][] =>
  by === usualGrouping ? [] : [['by', by]];

export function writeGrouping(parameters: URLSearchParams, by: Grouping): void {
  setOrDrop(parameters, 'by', by, usualGrouping);
}

export function writeMetric(parameters: URLSearchParams, metric: Metric): void {
  setOrDrop(parameters, 'metric', metric, usualMetric);
}

export const writeLine = ({ serverId, name }: Line): string => `${serverId}:${name}`;

/** Reads what `writeLine` wrote; an id of a server holds no colon, a name may. */
export function readLine(text: string): Line | null {
  const colon = text.indexOf(':');
  return colon > 0 ? { serverId: text.slice(0, colon), name: text.slice(colon + 1) } : null;
}

function withRange(segments: string[], query: [string, string][], range?: Range): string {
  const parameters = new URLSearchParams(query);
  if (range) writeRange(parameters, range);
  const path = `/${segments.map(encodeURIComponent).join('/')}`;
  return parameters.size > 0 ? `${path}?${parameters.toString()}` : path;
}

type Edit = (parameters: URLSearchParams) => void;

/**
 * The state that the address holds. A choice is a new step in the history, so that "back" undoes it;
 * `refine` changes the current step, for what is typed.
 */
export function useAddress() {
  const parameters = useParameters();
  return useMemo(
    () => ({
      parameters,
      range: readRange(parameters),
      metric: readMetric(parameters),
      by: readGrouping(parameters),
      choose: (change: Edit) => {
        edit(change, false);
      },
      refine: (change: Edit) => {
        edit(change, true);
      },
    }),
    [parameters],
  );
}

/**
 * The parameters of the address. The router's own function decodes them once more than they were
 * encoded, which turns a process `a%2Fb` into another.
 */
export function useParameters(): URLSearchParams {
  const search = useSearch();
  return useMemo(() => new URLSearchParams(search), [search]);
}

function edit(change: Edit, replace: boolean): void {
  const { pathname, search } = window.location;
  const parameters = new URLSearchParams(search);
  change(parameters);
  const text = parameters.toString();
  navigate(text ? `${pathname}?${text}` : pathname, { replace });
}

export type Address = ReturnType<typeof useAddress>;

function readMetric(parameters: URLSearchParams): Metric {
  return metrics.find((metric) => metric === parameters.get('metric')) ?? usualMetric;
}

function readGrouping(parameters: URLSearchParams): Grouping {
  return groupings.find((by) => by === parameters.get('by')) ?? usualGrouping;
}

/** Sets a parameter, or removes it where the value is the default and need not show. */
export function setOrDrop(parameters: URLSearchParams, name: string, value: string, usual = '') {
  if (value === usual) parameters.delete(name);
  else parameters.set(name, value);
}
