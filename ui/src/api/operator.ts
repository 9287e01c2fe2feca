import * as v from 'valibot';
import { apiPath, call } from './client';
import { time } from './schema';

const NewServer = v.object({ id: v.string(), name: v.string(), agent_token: v.string() });
export type NewServer = v.InferOutput<typeof NewServer>;

const RotatedToken = v.object({ agent_token: v.string(), previous_valid_until: time });

/** What only an operator may do. */
export const operatorCalls = {
  addServer: (name: string) =>
    call(apiPath(['servers']), NewServer, { method: 'POST', body: { name } }),
  rotateToken: (serverId: string) =>
    call(apiPath(['servers', serverId, 'agent-token']), RotatedToken, { method: 'POST' }),
  revokeToken: (serverId: string) =>
    call(apiPath(['servers', serverId, 'agent-token']), v.unknown(), { method: 'DELETE' }),
  rebuild: (projection: string) =>
    call(apiPath(['projections', projection, 'rebuild']), v.unknown(), { method: 'POST' }),
};
