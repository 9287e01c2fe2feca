import { hostScrapes, iso } from './scrapes';
import type { Agent, ProcessScrape, System } from './system';

const minute = 60_000;

/** A process whose use of CPU follows the hours of a day. */
interface Daily {
  name: string;
  base: number;
  swing: number;
  /** How fast it swings, in turns a day. */
  turns: number;
  mebibytes: number;
  count: number;
}

const programs: Daily[] = [
  { name: 'postgres', base: 62, swing: 38, turns: 3, mebibytes: 2_410, count: 24 },
  { name: 'java', base: 41, swing: 22, turns: 5, mebibytes: 3_180, count: 2 },
  { name: 'nginx', base: 17, swing: 9, turns: 2, mebibytes: 212, count: 9 },
  { name: 'backup', base: 8, swing: 40, turns: 1, mebibytes: 96, count: 1 },
  { name: 'redis-server', base: 6, swing: 2, turns: 4, mebibytes: 618, count: 1 },
  { name: 'prometheus', base: 5, swing: 2, turns: 7, mebibytes: 744, count: 1 },
  { name: 'containerd', base: 2.4, swing: 0.6, turns: 6, mebibytes: 88, count: 3 },
  { name: 'systemd', base: 0.8, swing: 0.3, turns: 9, mebibytes: 14, count: 4 },
  { name: 'sshd', base: 0.3, swing: 0.2, turns: 8, mebibytes: 11, count: 6 },
  { name: 'kworker', base: 0.9, swing: 0.5, turns: 11, mebibytes: 0, count: 2 },
  { name: 'rsyslogd', base: 0.2, swing: 0.1, turns: 12, mebibytes: 9, count: 1 },
  { name: 'cron', base: 0.05, swing: 0.02, turns: 12, mebibytes: 4, count: 1 },
];

const servers = ['db-1', 'web-1', 'web-2', 'cache-1', 'batch-1'];

export interface Recorded {
  /** Ends the name of every server, so that a search finds just these. */
  suffix: string;
  first: Agent;
}

/** Five servers with a day of scrapes that look like those of real machines; `batch-1` went away. */
export async function recordDay(system: System): Promise<Recorded> {
  const suffix = `.eu${Date.now().toString(36).slice(-3)}`;
  const agents = await system.registerAll(servers.map((name) => name + suffix));
  const now = Date.now();
  for (const [index, agent] of agents.entries()) {
    const end = servers[index] === 'batch-1' ? now - 26 * minute : now;
    const scrapes = dayOf(index, now - 24 * 60 * minute, end);
    const busy = 0.12 + index * 0.09;
    const hosts = hostScrapes(now - 24 * 60 * minute, end, minute, { cores: 8, busy, swing: 0.5 });
    await agent.pushInParts(scrapes, hosts);
  }
  const [first] = agents;
  if (!first) throw new Error('no server was registered');
  return { suffix, first };
}

function dayOf(server: number, from: number, to: number): ProcessScrape[] {
  const counters = programs.map(() => 5_000);
  const scrapes: ProcessScrape[] = [];
  for (let at = from; at <= to; at += minute) {
    const day = (at - from) / (24 * 60 * minute);
    const processes = programs.map(({ name, base, swing, turns, mebibytes, count }, index) => {
      const wave = Math.sin(2 * Math.PI * (turns * day + 0.13 * (index + server)));
      const jitter = Math.sin(at / 97_000 + index * 7) * 0.12 + Math.sin(at / 41_000) * 0.06;
      const percent = Math.max(0, (base + swing * wave) * (1 + jitter) * (1 - 0.12 * server));
      counters[index] = (counters[index] ?? 0) + (percent / 100) * 60;
      return {
        name,
        num_procs: count,
        cpu_seconds: counters[index],
        memory_bytes: Math.round(mebibytes * (1 + 0.06 * wave + 0.02 * day) * 1024 * 1024),
      };
    });
    scrapes.push({ timestamp: iso(at), processes });
  }
  return scrapes;
}
