import { act, renderHook } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { oddNames } from '../testing/oddNames';
import { addresses, readLine, useAddress } from './address';

/** What the page reads where a link leads to, or where somebody types the address again. */
function at(address: string) {
  window.history.replaceState(null, '', address);
  return renderHook(useAddress).result;
}

describe.each(oddNames)('a process called %j', (name) => {
  test('is the one that its address names', () => {
    const read = at(addresses.process('id', name, { kind: 'last', hours: 24 }));
    expect(window.location.pathname).toBe('/servers/id/process');
    expect(window.location.hash).toBe('');
    expect(read.current.parameters.get('name')).toBe(name);
    expect(read.current.range).toEqual({ kind: 'last', hours: 24 });
  });

  test('stays it when something else of the address changes', () => {
    const read = at(addresses.process('id', name));
    for (const change of ['choose', 'refine'] as const) {
      act(() => {
        read.current[change]((parameters) => {
          parameters.set('view', change);
        });
      });
      expect(read.current.parameters.get('view')).toBe(change);
      expect(read.current.parameters.get('name')).toBe(name);
    }
  });

  test('is the one of its events and of its line in a comparison', () => {
    expect(at(addresses.events('id', name)).current.parameters.get('name')).toBe(name);
    const lines = [
      { serverId: 'id', name },
      { serverId: 'other', name: 'nginx' },
    ];
    const read = at(addresses.compare(lines)).current.parameters.getAll('line');
    expect(read.map(readLine)).toEqual(lines);
  });
});

test('two changes before the page is drawn again are both made', () => {
  const read = at('/system?a=1');
  act(() => {
    read.current.refine((parameters) => {
      parameters.set('b', '2');
    });
    read.current.refine((parameters) => {
      parameters.delete('a');
    });
  });
  expect(window.location.search).toBe('?b=2');
});
