import { expect, request, type APIRequestContext } from '@playwright/test';

/** The running system, as an administrator and the agents of its servers see it. */
export class System {
  private constructor(private readonly http: APIRequestContext) {}

  static async connect(baseURL: string): Promise<System> {
    return new System(await request.newContext({ baseURL }));
  }

  async register(name: string): Promise<Agent> {
    const answer = await this.http.post('/api/servers', {
      headers: { Authorization: `Bearer ${process.env.NODEPULSE_ADMIN_TOKEN ?? ''}` },
      data: { name, allow_same_name: true },
    });
    expect(answer.status(), await answer.text()).toBe(201);
    const { id, agent_token: token } = (await answer.json()) as { id: string; agent_token: string };
    return new Agent(this.http, id, token);
  }

  /** Registers many servers, some at a time. */
  async registerAll(names: string[]): Promise<Agent[]> {
    const agents: Agent[] = [];
    for (let first = 0; first < names.length; first += 20) {
      const some = names.slice(first, first + 20);
      agents.push(...(await Promise.all(some.map((name) => this.register(name)))));
    }
    return agents;
  }

  /** Registers a server as its own machine does. */
  async enroll(token: string, name: string): Promise<Agent> {
    const answer = await this.http.post('/api/servers/enroll', {
      headers: { Authorization: `Bearer ${token}` },
      data: { name },
    });
    expect(answer.status(), await answer.text()).toBe(201);
    const { id, agent_token: own } = (await answer.json()) as { id: string; agent_token: string };
    return new Agent(this.http, id, own);
  }

  /** The API's answer, for comparing what the page shows with it. */
  async get<T>(path: string): Promise<T> {
    const answer = await this.http.get(path);
    expect(answer.status(), path).toBe(200);
    return (await answer.json()) as T;
  }

  async close(): Promise<void> {
    await this.http.dispose();
  }
}

export interface ProcessSample {
  name: string;
  num_procs: number;
  cpu_seconds: number;
  memory_bytes: number;
}

export interface ProcessScrape {
  timestamp: string;
  processes: ProcessSample[];
}

export interface HostScrape {
  timestamp: string;
  [figure: string]: number | string;
}

const scrapesPerRequest = 120;

/** Pushes scrapes as the agent of one server does. */
export class Agent {
  constructor(
    private readonly http: APIRequestContext,
    readonly id: string,
    private readonly token: string,
  ) {}

  async push(processes: ProcessScrape[], hosts: HostScrape[] = []): Promise<void> {
    // A store that is busy says 503, and an agent sends the same again.
    await expect
      .poll(() => this.send(processes, hosts), { timeout: 60_000, message: 'accepted' })
      .toBe(202);
  }

  private async send(processes: ProcessScrape[], hosts: HostScrape[]): Promise<number> {
    const answer = await this.http.post(`/metrics/prometheus?server_id=${this.id}`, {
      headers: { Authorization: `Bearer ${this.token}` },
      data: { process_exporter: processes, node_exporter: hosts },
    });
    expect([202, 503], await answer.text()).toContain(answer.status());
    return answer.status();
  }

  /** Pushes many scrapes, oldest first, in requests of a size that is accepted. */
  async pushInParts(processes: ProcessScrape[], hosts: HostScrape[]): Promise<void> {
    for (let from = 0; from < processes.length; from += scrapesPerRequest) {
      const to = from + scrapesPerRequest;
      await this.push(processes.slice(from, to), hosts.slice(from, to));
    }
  }
}
