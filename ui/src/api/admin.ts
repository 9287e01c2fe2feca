import * as v from 'valibot';
import { createStore } from '../lib/store';
import { apiPath, call } from './client';

/** The admin token that was typed in; kept in memory only, so it ends with the page. */
export const adminToken = createStore<string>('');

const NewServer = v.object({ id: v.string(), name: v.string(), agent_token: v.string() });
export type NewServer = v.InferOutput<typeof NewServer>;

/** What only an administrator may do. Each call takes the token that was typed in. */
export const adminCalls = {
  addServer: (name: string) =>
    call(apiPath(['servers']), NewServer, {
      method: 'POST',
      body: { name },
      adminToken: adminToken.get(),
    }),
  rebuild: (projection: string) =>
    call(apiPath(['projections', projection, 'rebuild']), v.unknown(), {
      method: 'POST',
      adminToken: adminToken.get(),
    }),
};
