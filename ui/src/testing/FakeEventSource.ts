import { vi } from 'vitest';

/** An event stream that the test speaks on; every one that the page opens is kept. */
export class FakeEventSource extends EventTarget {
  static readonly CLOSED = 2;
  static opened: FakeEventSource[] = [];

  readyState = 0;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;

  constructor(readonly url: string) {
    super();
    FakeEventSource.opened.push(this);
  }

  static install(): void {
    FakeEventSource.opened = [];
    vi.stubGlobal('EventSource', FakeEventSource);
  }

  /** The stream that is listened to now. */
  static current(): FakeEventSource | undefined {
    return FakeEventSource.opened.findLast(({ readyState }) => readyState !== this.CLOSED);
  }

  close(): void {
    this.readyState = FakeEventSource.CLOSED;
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  scrape(): void {
    this.dispatchEvent(new MessageEvent('scrape', { data: '{}' }));
  }

  /** A server was renamed, or removed. */
  change(): void {
    this.dispatchEvent(new MessageEvent('server', { data: '{}' }));
  }

  fail(closed: boolean): void {
    if (closed) this.readyState = FakeEventSource.CLOSED;
    this.onerror?.();
  }
}
