import { Provider } from '@radix-ui/react-tooltip';
import { render, screen } from '@testing-library/react';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { tiles } from '../../api/hostFigures';
import { ServerDetail } from '../../api/schema';
import { server } from '../../testing/samples';
import { HostFigures } from './HostFigures';

function show(answer: unknown) {
  render(<HostFigures server={v.parse(ServerDetail, answer)} />, { wrapper: Provider });
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
