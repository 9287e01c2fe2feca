import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';

/**
 * Stands between the browser and the running system, so that a test can cut the way between them
 * and restore it. Bytes pass as they are.
 */
export class Outage {
  private readonly sockets = new Set<Socket>();
  private port = 0;
  private server: Server | undefined;

  constructor(private readonly target: URL) {}

  /** Opens the way; the address of the near end stays the same over cuts. */
  async restore(): Promise<string> {
    this.server = createServer((near) => {
      const far = connect(Number(this.target.port), this.target.hostname);
      for (const [socket, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.sockets.add(socket);
        socket.pipe(other);
        socket.on('error', () => other.destroy());
        socket.on('close', () => {
          other.destroy();
          this.sockets.delete(socket);
        });
      }
    });
    const server = this.server;
    await new Promise<void>((listening) => server.listen(this.port, '127.0.0.1', listening));
    this.port = (server.address() as AddressInfo).port;
    return `http://127.0.0.1:${this.port}`;
  }

  /** Cuts every connection and refuses new ones. */
  async cut(): Promise<void> {
    const server = this.server;
    this.server = undefined;
    const closed = new Promise<void>((done) => {
      if (!server) done();
      server?.close(() => {
        done();
      });
    });
    this.sockets.forEach((socket) => socket.destroy());
    await closed;
  }
}
