import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { act, render, screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { FakeEventSource } from '../testing/FakeEventSource';
import { coalesce, useLiveScrapes } from './live';
import { togglePause, useInterval } from './refresh';

let answers = 0;

function Watcher() {
  const interval = useInterval();
  const query = useQuery({
    queryKey: ['server', 'a'],
    queryFn: () => ++answers,
    refetchInterval: interval,
  });
  useLiveScrapes('a', [['server', 'a']], 1_000);
  return <p>{`answer ${query.data ?? 0}`}</p>;
}

async function pass(ms: number) {
  await act(() => vi.advanceTimersByTimeAsync(ms));
}

async function watch() {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Watcher />
    </QueryClientProvider>,
  );
  await pass(1);
}

beforeEach(() => {
  vi.useFakeTimers();
  answers = 0;
});

test('a scrape is shown at once, closely following ones together', async () => {
  await watch();
  const stream = FakeEventSource.current();
  expect(stream?.url).toBe('/api/servers/a/live');
  stream?.open();
  await pass(1_500);
  const before = answers;
  stream?.scrape();
  await pass(1);
  expect(answers).toBe(before + 1);
  stream?.scrape();
  stream?.scrape();
  await pass(1_100);
  expect(answers).toBe(before + 2);
});

test('without push it asks every 15 s; with push only now and then', async () => {
  await watch();
  await pass(15_000);
  expect(answers).toBe(2);
  FakeEventSource.current()?.open();
  await pass(2_000);
  const before = answers;
  await pass(50_000);
  expect(answers).toBe(before);
});

test('a refused stream is opened again', async () => {
  await watch();
  FakeEventSource.current()?.fail(true);
  expect(FakeEventSource.opened).toHaveLength(1);
  await pass(15_000);
  expect(FakeEventSource.opened).toHaveLength(2);
});

test('a pause lets go of the stream and asks nothing until it ends', async () => {
  await watch();
  act(togglePause);
  await pass(120_000);
  expect(FakeEventSource.current()).toBeUndefined();
  expect(answers).toBe(1);
  act(togglePause);
  await pass(15_001);
  expect(FakeEventSource.current()).toBeDefined();
  expect(screen.getByText(/answer/).textContent).toBe('answer 2');
});

test('coalesce runs at once and then once per gap', () => {
  const run = vi.fn();
  const refresh = coalesce(run, 100);
  refresh.ask();
  refresh.ask();
  refresh.ask();
  expect(run).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(250);
  expect(run).toHaveBeenCalledTimes(2);
  refresh.stop();
});
