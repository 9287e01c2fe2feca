import type { InvalidateQueryFilters, QueryClient } from '@tanstack/react-query';

/**
 * Has answers asked anew after a change. A first answer that is still under way may be of before it, and would be kept: it
 * is given up.
 */
export async function askAnew(client: QueryClient, filters: InvalidateQueryFilters): Promise<void> {
  await client.cancelQueries(filters);
  await client.invalidateQueries(filters);
}
