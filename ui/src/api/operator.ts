import { queryOptions } from '@tanstack/react-query';
import * as v from 'valibot';
import { apiPath, call } from './client';
import { time } from './schema';

/** A server that registers itself, once, with that token. */
const Enrollment = v.object({ server_id: v.string(), token: v.string(), expires_at: time });
export type Enrollment = v.InferOutput<typeof Enrollment>;

const Install = v.object({
  /** What has to be done before anything can be installed. */
  missing: v.nullish(v.string(), null),
  /** Of a server that no authority vouches for, as curl takes it. */
  public_key_pin: v.nullish(v.string(), null),
});
export type Install = v.InferOutput<typeof Install>;

export const installQuery = () =>
  queryOptions({
    queryKey: ['install'],
    queryFn: ({ signal }) => call(apiPath(['install']), Install, { signal }),
  });

const RotatedToken = v.object({ agent_token: v.string(), previous_valid_until: time });

/** What only an operator may do. */
export const operatorCalls = {
  issueEnrollment: () => call(apiPath(['servers', 'enrollments']), Enrollment, { method: 'POST' }),
  rotateToken: (serverId: string) =>
    call(apiPath(['servers', serverId, 'agent-token']), RotatedToken, { method: 'POST' }),
  revokeToken: (serverId: string) =>
    call(apiPath(['servers', serverId, 'agent-token']), v.unknown(), { method: 'DELETE' }),
  rebuild: (projection: string) =>
    call(apiPath(['projections', projection, 'rebuild']), v.unknown(), { method: 'POST' }),
};
