import * as v from 'valibot';
import { Problem } from './schema';

/** How a call failed, by what the reader can do about it. */
export type Failure =
  | 'unreachable' // no answer at all
  | 'no-permission' // 401, 403
  | 'not-found' // 404
  | 'refused' // any other 4xx: the question was wrong
  | 'broken' // 5xx
  | 'unreadable'; // an answer that is not what the contract says

export class ApiError extends Error {
  constructor(
    readonly failure: Failure,
    message: string,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

export type Query = Record<string, string | number | undefined>;

/** An address under /api: segments are encoded, undefined parameters are left out. */
export function apiPath(segments: string[], query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) parameters.set(name, String(value));
  }
  const path = ['/api', ...segments.map(encodeURIComponent)].join('/');
  return parameters.size > 0 ? `${path}?${parameters.toString()}` : path;
}

interface Call {
  signal?: AbortSignal;
  method?: 'GET' | 'POST';
  body?: unknown;
  adminToken?: string;
}

/** Calls the API and returns its answer in the shape of `schema`; throws only ApiError or an abort. */
export async function call<S extends v.GenericSchema>(
  path: string,
  schema: S,
  { signal, method = 'GET', body, adminToken }: Call = {},
): Promise<v.InferOutput<S>> {
  const response = await fetch(path, {
    method,
    signal: signal ?? null,
    headers: {
      Accept: 'application/json',
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(adminToken === undefined ? {} : { Authorization: `Bearer ${adminToken}` }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiError('unreachable', 'NodePulse does not answer.');
  });
  if (!response.ok) throw await failureOf(response);
  return parse(schema, await response.json().catch(() => undefined), path);
}

function parse<S extends v.GenericSchema>(schema: S, answer: unknown, path: string) {
  const result = v.safeParse(schema, answer);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const field = v.getDotPath(issue) ?? 'the whole answer';
  throw new ApiError(
    'unreadable',
    `The answer of ${path} is not as agreed: ${field}: ${issue.message}`,
  );
}

async function failureOf(response: Response): Promise<ApiError> {
  const problem = v.safeParse(Problem, await response.json().catch(() => undefined));
  const text = problem.success ? (problem.output.detail ?? problem.output.title) : undefined;
  return new ApiError(
    failureOfStatus(response.status),
    text ?? `The server answered ${response.status}.`,
  );
}

function failureOfStatus(status: number): Failure {
  if (status === 401 || status === 403) return 'no-permission';
  if (status === 404) return 'not-found';
  // A gateway in front of a stopped NodePulse says 502 to 504.
  if (status >= 502 && status <= 504) return 'unreachable';
  return status < 500 ? 'refused' : 'broken';
}
