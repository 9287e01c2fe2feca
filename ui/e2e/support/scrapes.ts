import type { HostScrape, ProcessScrape } from './system';

export const iso = (at: number): string => new Date(at).toISOString();

/** A process that uses a steady share of one core and a steady amount of memory. */
export interface Steady {
  name: string;
  cpuPercent: number;
  mebibytes: number;
  count?: number;
}

/**
 * Scrapes from `from` to `to` (epoch ms), `stepMs` apart, of processes that do not change and were
 * started at `startedAt`.
 */
export function steadyScrapes(
  processes: Steady[],
  from: number,
  to: number,
  stepMs: number,
  startedAt = from - 3_600_000,
): ProcessScrape[] {
  const scrapes: ProcessScrape[] = [];
  for (let at = from; at <= to; at += stepMs) {
    scrapes.push({
      timestamp: iso(at),
      processes: processes.map(({ name, cpuPercent, mebibytes, count = 1 }) => ({
        name,
        num_procs: count,
        cpu_seconds: ((at - startedAt) / 1000) * (cpuPercent / 100),
        memory_bytes: Math.round(mebibytes * 1024 * 1024),
      })),
    });
  }
  return scrapes;
}

/** Figures of a host with so many cores, of which a share is busy; the share swings by a part of it. */
export function hostScrapes(
  from: number,
  to: number,
  stepMs: number,
  { cores = 4, busy = 0.25, swing = 0 } = {},
): HostScrape[] {
  const scrapes: HostScrape[] = [];
  let used = 86_400 * cores * busy;
  for (let at = from; at <= to; at += stepMs) {
    const seconds = (at - from + 86_400_000) / 1000;
    used += (stepMs / 1000) * cores * busy * (1 + swing * Math.sin(at / 440_000 + 9 * busy));
    scrapes.push({
      timestamp: iso(at),
      cpu_cores: cores,
      cpu_idle_seconds: seconds * cores - used,
      cpu_user_seconds: used,
      cpu_system_seconds: 0,
      cpu_iowait_seconds: 0,
      cpu_steal_seconds: 0,
      memory_total_bytes: 16 * 1024 ** 3,
      memory_available_bytes: 12 * 1024 ** 3,
      swap_total_bytes: 0,
      swap_free_bytes: 0,
      disk_total_bytes: 100 * 1024 ** 3,
      disk_available_bytes: 60 * 1024 ** 3,
      load_1min: cores * busy,
      load_5min: cores * busy,
      load_15min: cores * busy,
      processes_running: 2,
      processes_blocked: 0,
      processes_total: 180,
      uptime_seconds: Math.round(seconds),
    });
  }
  return scrapes;
}
