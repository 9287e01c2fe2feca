import { expect, test } from 'vitest';
import { installCommand } from './installCommand';

const server = { id: 'the-id', name: 'web-1', agent_token: 'the-token' };

test('the command names token, id and address', () => {
  const command = installCommand(server, new URL('https://pulse.example'));
  expect(command).toContain("echo 'the-token'");
  expect(command).toContain('--agent.server_id=the-id');
  expect(command).toContain('--server.endpoint=https://pulse.example/metrics/prometheus');
  expect(command).not.toContain('allow_plain_http');
});

test.each([
  ['http://pulse.example', true],
  ['http://127.0.0.1:8080', false],
])('plain HTTP to %s must be allowed: %s', (address, allowed) => {
  expect(installCommand(server, new URL(address)).includes('allow_plain_http=true')).toBe(allowed);
});
