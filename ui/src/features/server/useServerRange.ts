import type { ServerDetail } from '../../api/schema';
import type { Address } from '../../lib/address';
import { hasRange, hourUntil, isMoving } from '../../lib/range';

/**
 * The range that a page about a server shows: the address's, or the last hour. A server that is
 * silent has its last hour before its last scrape. `past` says that nothing new comes into it.
 */
export function useServerRange(address: Address, server: ServerDetail | undefined) {
  const lastSeen = server?.state === 'stale' ? server.last_seen : null;
  const lastHour = lastSeen !== null && !hasRange(address.parameters) ? hourUntil(lastSeen) : null;
  const range = lastHour ?? address.range;
  return {
    address: { ...address, range },
    range,
    /** The server is silent, and this is the last that came from it. */
    isLastHour: lastHour !== null,
    past: !isMoving(range, Date.now()),
  };
}
