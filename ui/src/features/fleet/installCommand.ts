import type { NewServer } from '../../api/operator';

const loopback = ['localhost', '127.0.0.1', '[::1]'];

/** Keeps the token in a file of its own and starts the agent with it. */
export function installCommand(
  { id, agent_token: token }: NewServer,
  { origin, protocol, hostname }: Pick<Location, 'origin' | 'protocol' | 'hostname'>,
): string {
  const plain = protocol === 'http:' && !loopback.includes(hostname);
  return [
    'sudo mkdir -p /etc/nodepulse',
    `echo '${token}' | sudo install -m 600 /dev/stdin /etc/nodepulse/token`,
    [
      'sudo java -jar nodepulse-agent.jar',
      `--agent.server_id=${id}`,
      `--server.endpoint=${origin}/metrics/prometheus`,
      '--server.token_file=/etc/nodepulse/token',
      ...(plain ? ['--server.allow_plain_http=true'] : []),
    ].join(' \\\n  '),
  ].join('\n');
}
