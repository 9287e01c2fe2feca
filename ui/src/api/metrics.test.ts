import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { server, usage } from '../testing/samples';
import { isOptional, metricRow, metricRows, metrics, usualMetrics } from './metrics';
import { ProcessUsage, ServerDetail } from './schema';

const query = '../query-api/src/main/java/io/nodepulse/query';
const javaOf = (file: string) => readFileSync(`${query}/${file}`, 'utf8');

/** The API's own metrics: their names, and the figures that each adds up. */
const ofApi = [...javaOf('usage/UsageMetric.java').matchAll(/^ {4}([A-Z_]+)(\(.*\))?[,;]$/gm)].map(
  ([, name = '', figures = '']) => ({
    metric: name.toLowerCase(),
    figures: figures.match(/(?<=KeptFigure\.)\w+/g) ?? [],
  }),
);
const bytes = /case ((?:[A-Z_]+(?:, )?)+) -> "bytes"/.exec(javaOf('usage/UsageMetric.java'))?.[1];
const counters = [...javaOf('readmodel/KeptFigure.java').matchAll(/^ {4}(\w+)\(\d+, true/gm)].map(
  ([, name]) => name,
);

test('the page has the metrics of the API', () => {
  expect(ofApi.length).toBeGreaterThan(2);
  expect([...metrics].sort()).toEqual(ofApi.map(({ metric }) => metric).sort());
});

test.each(ofApi)('$metric is measured as the API measures it', ({ metric, figures }) => {
  const row = metricRows.find((each) => each.metric === metric);
  expect(row?.optional ?? false).toBe(figures.length > 0);
  expect(row?.counter ?? false).toBe(figures.some((figure) => counters.includes(figure)));
  expect(row?.sum ?? false).toBe(figures.length > 1);
  if (figures.length > 0) {
    const inBytes = bytes?.split(', ').includes(metric.toUpperCase());
    expect(row?.unit).toBe(inBytes ? 'bytes' : 'count');
  }
});

test('every metric is named, explained and grouped, and no two share a name or a key', () => {
  for (const { label, title, hint, group } of metricRows) {
    expect([label, title, hint, group]).not.toContain('');
  }
  const keys = metricRows.flatMap(({ key }) => key ?? []);
  expect(new Set(keys).size).toBe(keys.length);
  expect(new Set(metricRows.map(({ label }) => label)).size).toBe(metrics.length);
  // What belongs together stands together, so that each group has one heading.
  const groups = metricRows.filter(({ optional }) => optional).map(({ group }) => group);
  expect(groups.filter((group, at) => group !== groups[at - 1])).toHaveLength(new Set(groups).size);
});

test('CPU and memory are of every server', () => {
  expect(usualMetrics).toEqual(['cpu', 'memory']);
  expect(isOptional('read')).toBe(true);
  expect(metricRow('memory').title).toBe('RSS');
});

test.each([
  [undefined, ['cpu', 'memory']],
  [
    ['read', 'of a newer server', 'cpu'],
    ['cpu', 'read'],
  ],
])('of a server with the metrics %j the page offers %j', (sent, offered) => {
  const answer = v.parse(ServerDetail, server('db-1', { process_metrics: sent }));
  expect(answer.process_metrics).toEqual(offered);
});

test('a figure that is not known is null, and so is the figure of an older server', () => {
  expect(v.parse(ProcessUsage, usage('p')).figure).toBeNull();
  const figure = { unit: 'bytes', avg: null, known: 0 };
  expect(v.parse(ProcessUsage, usage('p', { figure })).figure).toEqual({
    total: null,
    avg: null,
    running_avg: null,
    max: null,
    latest: null,
    known: 0,
  });
});
