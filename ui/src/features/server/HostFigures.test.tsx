import { Provider } from '@radix-ui/react-tooltip';
import { render, screen } from '@testing-library/react';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { tiles } from '../../api/hostFigures';
import { ServerDetail } from '../../api/schema';
import { now, server } from '../../testing/samples';
import { HostFigures } from './HostFigures';

function show(answer: unknown, past = false) {
  render(<HostFigures server={v.parse(ServerDetail, answer)} past={past} />, { wrapper: Provider });
}

/** The text of a tile, its parts joined by a bar. */
function tile(name: string) {
  const parts = screen.getByText(name, { selector: 'dt' }).parentElement?.querySelectorAll('dd');
  return Array.from(parts ?? [], (part) => part.textContent).join(' | ');
}

test('every tile of the table is shown, with one figure that it is about', () => {
  show(server('db-1'));
  for (const { name, figures } of tiles) {
    expect(tile(name)).not.toBe('');
    expect(figures.filter(({ note }) => note === undefined)).toHaveLength(1);
    for (const { format } of figures) expect(format(1).text).not.toBe('');
  }
});

test('figures have their format and their notes', () => {
  const more = { disk_read_bytes_per_second: 2048, disk_written_bytes_per_second: 512 };
  show(server('db-1', more));
  expect(tile('Load')).toBe('1.25 | 1.10 in 5 min, 0.90 in 15 min');
  expect(tile('Processes')).toBe('312 | 3 running, 0 blocked');
  expect(tile('Disk traffic, read')).toBe('2.0 KiB/s | 512 B/s written');
  expect(tile('Network, received')).toMatch(/no value.* \| .*no value.* sent/);
});

const at = (time: number) => ({ host_as_of: new Date(time).toISOString() });

test.each([
  ['a server that is heard', server('db-1', at(Date.now())), false, null],
  ['a silent server', server('db-1', { ...at(now), state: 'stale' }), false, /are of .* ago/],
  ['a silent exporter of a server that is heard', server('db-1', at(now)), false, /are of .* ago/],
  ['a server that never sent any', server('db-1', { host_as_of: null }), false, null],
  ['a past range', server('db-1', at(Date.now())), true, /range lies in the past/],
])('the figures of %s say of when they are', (_, answer, past, said) => {
  show(answer, past);
  const texts = Array.from(document.querySelectorAll('p'), (each) => each.textContent).join();
  if (said === null) expect(texts).toBe('');
  else expect(texts).toMatch(said);
  expect(screen.queryByText('Memory', { selector: 'dt' }) === null).toBe(past);
});
