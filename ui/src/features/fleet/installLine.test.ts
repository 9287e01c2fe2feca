import { expect, test } from 'vitest';
import { installLine, isLoopback } from './installLine';

const page = new URL('https://pulse.example:8443');

test.each([
  [
    { token: 'npe_a', name: '', pin: null },
    'curl -fsS https://pulse.example:8443/install.sh | sudo sh -s -- npe_a',
  ],
  [
    { token: 'npe_a', name: 'web-1', pin: 'sha256//ab+/c=' },
    "curl -fsSk --pinnedpubkey 'sha256//ab+/c=' https://pulse.example:8443/install.sh | sudo sh -s -- npe_a --name 'web-1'",
  ],
  [
    { token: 'npe_a', name: "it's $(id)", pin: null },
    String.raw`curl -fsS https://pulse.example:8443/install.sh | sudo sh -s -- npe_a --name 'it'\''s $(id)'`,
  ],
])('%o', (parts, line) => {
  expect(installLine(parts, page)).toBe(line);
});

test.each([
  ['http://127.0.0.1:8080', true],
  ['http://localhost:8080', true],
  ['http://[::1]:8080', true],
  ['https://192.0.2.7', false],
])('%s is loopback: %s', (address, loopback) => {
  expect(isLoopback(new URL(address))).toBe(loopback);
});
